"""The rule library: pure functions that schemas switch on, with parameters of their own."""
