"""Stops and disk errors at every write: `make test` takes a sample of the points, `make torture` all of them."""
