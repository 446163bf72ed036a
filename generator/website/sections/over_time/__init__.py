"""What days, months and years make of records: the year against its plan, deadlines that moved, lateness, years side by side."""
