"""The watch of sources: what changed in them, what was not checked for long."""
