"""What one language says: messages, names, dates, numbers; which spelling stands for texts that read alike."""
