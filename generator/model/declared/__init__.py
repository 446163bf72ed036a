"""What the declarations of a site become: types, sections, conditions, calendars."""
