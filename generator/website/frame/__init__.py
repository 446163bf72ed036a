"""What is around a page: the frame contract, header and footer, what it says to machines, what may run on it."""
