"""Numbers that know where they come from and can be computed again."""
