"""What several commands share: argument types, output files, tables, progress."""
