"""Turns the French of an indication into a tree of criteria."""
