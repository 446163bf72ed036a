"""The search index: the Disclosure and the human pages → small binary files that the browser asks for.

The layout of the files, and why it is so: ``docs/search.md``. What reads them: ``site_templates/search/``.
"""
