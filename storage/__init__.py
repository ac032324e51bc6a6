"""Where things are kept: blobs, database, records."""
