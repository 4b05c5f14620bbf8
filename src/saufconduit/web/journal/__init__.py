"""The record: events that only add up, chained by hashes, whose personal part is encrypted."""
