"""The tables of `review`."""
