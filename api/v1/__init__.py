"""`/api/v1`: what the pages do, as JSON for programs; an application of its own, with tokens and errors of its own."""
