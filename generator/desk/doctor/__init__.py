"""What is behind or unsafe about a site, before anything fails: each with the command that puts it right."""
