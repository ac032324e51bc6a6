"""The steps of the flow, one verb a file; no step imports another."""
