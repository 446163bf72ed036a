"""YAML and JSON text → mappings whose every scalar keeps its place; what a parser stumbles over; the loader of declarations."""
