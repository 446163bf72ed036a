"""Sunlit 阳光公开: records in, a disclosure website out.

The stages, each a folder and each a set of plain functions over frozen data::

    read  →  check  →  disclose  →  website  →  publish

Layers import only what stands after them:
``cli > commands > plugin > publish > website > disclose > check > read > model``.
"""

import os

os.environ.setdefault("OPENPYXL_LXML", "False")
# Read when openpyxl is first imported: with lxml, if that happens to be installed, it writes other bytes.

__version__ = "0.1.0"
