"""Documents, what was read in them, meetings, participants and statements."""
