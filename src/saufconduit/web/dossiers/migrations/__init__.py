"""Migrations of the projections."""
