"""The key that signs releases, as somebody names it."""

from __future__ import annotations

from pathlib import Path

import click

sign_option = click.option(
    "--sign",
    type=click.Path(path_type=Path, resolve_path=True, exists=True, dir_okay=False),
    help="A private SSH key that signs the manifest of each release.",
)
