"""Rows in, figures out."""
