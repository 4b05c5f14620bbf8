"""The smallest shared words: truth values, days, citations, problems, concepts with their codes."""
