"""Sessions of tumour boards: agenda, hidden opinions, conclusions, minutes."""
