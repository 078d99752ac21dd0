"""Companies, contact with them, review of matches."""
