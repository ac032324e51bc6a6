"""What documents look like: forms, filling, conversion to PDF, PDF/A."""
