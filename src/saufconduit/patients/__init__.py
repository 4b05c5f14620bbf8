"""The patient file: facts, treatments, opinions, accesses; unknown is not false."""
