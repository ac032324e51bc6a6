"""What each page shows, as frozen values in the words people read; built from workflow results, drawn by templates."""
