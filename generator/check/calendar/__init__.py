"""Which day it is, and which days are working days."""
