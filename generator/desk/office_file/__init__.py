"""What an office's own file says: its table, its columns, what stands above and below."""
