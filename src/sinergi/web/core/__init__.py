"""What every app shares: records, the one way to write, the timeline, pages of any record."""
