"""The MkDocs plugin: the only place that knows MkDocs. Another engine that supplies frames would stand here."""
