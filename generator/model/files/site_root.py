"""The parts of a site's root: what a site is made of, and what is saved, compared, exported and told by digests of it."""

from __future__ import annotations

TEMPLATES = "site_templates"
CONFIGURATION = "mkdocs.yml"
"""Where a site says which pages it has besides records, whatever dresses it."""
PUBLISHED = ("data", "content")
"""What is published, or says how."""
CODE = (TEMPLATES, CONFIGURATION)
"""What runs, or says what does: a server takes it from nobody unless it was told to."""
ALL_PARTS = (*PUBLISHED, *CODE)
