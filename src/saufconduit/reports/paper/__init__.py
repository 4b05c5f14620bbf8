"""Papers as PDF: the sheet of a board, a request, minutes, the sheet of a patient, letters."""
