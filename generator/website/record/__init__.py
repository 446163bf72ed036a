"""A record's page, its tables, its printed notice, and what it says of attachments."""
