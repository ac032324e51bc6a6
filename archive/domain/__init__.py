"""Frozen values and pure rules of the quarterly evaluation; standard library only, no input or output."""
