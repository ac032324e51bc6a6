"""The addresses of `/api/v1`, one file a topic: each asks rights, calls a workflow step and tells what came of it."""
