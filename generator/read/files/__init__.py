"""Files on the disk: which of them hold records, their bytes, and attachments with what they hold."""
