"""Therapeutic pathways: what a guideline proposes, when, after what, and what it rules out; and on what evidence."""
