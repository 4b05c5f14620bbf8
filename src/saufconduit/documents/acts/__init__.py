"""The acts of an access as a document tells them."""
