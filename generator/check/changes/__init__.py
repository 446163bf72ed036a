"""Two revisions held against each other: nothing that is public changes without a word. Nothing here runs git."""

from generator.check.changes.comparison import compare
from generator.check.changes.judgement import judge_changes

__all__ = ["compare", "judge_changes"]
