"""From what an office says to records: understood, matched, completed, judged."""
