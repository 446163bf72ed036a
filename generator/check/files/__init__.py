"""Files that are published as they are: attachments, and what lies in ``content/``."""
