"""Checkers nobody here wrote, called as programs; each has a test in which it says no."""
