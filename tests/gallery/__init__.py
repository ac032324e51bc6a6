"""`make gallery`: every form in every layout with several sets of data, as PDF and as pages to look at."""
