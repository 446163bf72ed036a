"""Two revisions held against each other: nothing that is public changes without a word. Nothing here runs git."""

from generator.check.changes.comparison import compare
from generator.check.changes.judgement import found_changes, judge_changes
from generator.check.changes.waiving import WAIVABLE, schema_digests

__all__ = ["WAIVABLE", "compare", "found_changes", "judge_changes", "schema_digests"]
