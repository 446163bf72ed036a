"""How the search fares: what it finds, what it costs to ask, what it costs to build."""
