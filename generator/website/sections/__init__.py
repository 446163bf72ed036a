"""Pages beside records, as the types declare them: Disclosure → views of trees, matrices, ledgers, scores, groups."""
