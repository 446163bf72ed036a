"""The MkDocs plugin: the only place that knows MkDocs, or ProperDocs under that name where somebody installed that.

ProperDocs continues MkDocs 1 and stands in for it wherever it is imported; a process that runs MkDocs already goes on with it.
"""

import sys
from contextlib import suppress

if "mkdocs" not in sys.modules:
    with suppress(ImportError):
        import properdocs.replacement  # noqa: F401
