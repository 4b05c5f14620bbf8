"""Official documents reviewed by a person: what was read beside the text, what is accepted value by value."""
