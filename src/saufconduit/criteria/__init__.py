"""The criteria language: nodes, reading, wording, evaluation with its trace, lint."""
