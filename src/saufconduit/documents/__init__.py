"""Reads official documents into proposals that a person accepts or not."""
