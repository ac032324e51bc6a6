"""Slow work outside a request: many steps over many units, told as it goes, gone on with after a stop."""
