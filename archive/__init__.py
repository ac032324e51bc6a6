"""The heart of Hồ sơ quý: what a record is and what may happen to it."""
