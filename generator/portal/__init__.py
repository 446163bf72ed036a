"""The portal: one more site, whose records are those that bodies publish.

A table says which bodies there are; each one's snapshot is taken, verified and judged alone; what is fit of all of them
stands in the place of the root's own records, and the site is built as any.
"""
