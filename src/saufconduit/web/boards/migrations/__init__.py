"""The tables of `boards`."""
