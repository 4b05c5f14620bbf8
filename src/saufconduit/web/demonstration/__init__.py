"""An invented hospital, built through the same actions as a real one: no person, no place, no product of it exists."""
