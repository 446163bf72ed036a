"""Where pages stand: addresses, links and crumbs of families, sections, years and exports, seen from a page."""
