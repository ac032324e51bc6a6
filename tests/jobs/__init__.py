"""Tests of slow work."""
