"""The fleet: a table of bodies, each with its repository and its site, brought up to date in one run by any executor.

What a body's release is, ``publish`` says; here is which bodies there are, who works on which, and what came of it. The build
is handed in, as it is to ``publish``.
"""
