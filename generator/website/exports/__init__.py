"""What the site offers to programs: feeds, calendars, downloads, sitemap. Once for all languages, from the Disclosure alone.

Nothing in these files tells when they were made, so the same disclosure gives the same bytes.
"""
