"""The pages that people write in ``content/``: front matter, Markdown, what their readers see."""
