"""The command ``sunlit form``: a workbook for a type, to be filled in and put into ``data/`` as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.commands.common.day import as_of_option
from generator.commands.common.session import Session, type_argument
from generator.desk.form.making import ALL, WantedForm, make_form, refuse_form_name
from generator.desk.record_files.writing import put_whole


@click.command(
    help="Make an Excel form of a type: lists to choose from, limits for days and numbers, a sheet for each table, a note on "
    "each column. Filled in and put into data/, it is read as it is."
)
@type_argument
@click.argument("file", metavar="[FILE.xlsx]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--filled",
    "filled",
    multiple=True,
    metavar="ID",
    help="A record that is to stand in it, for correction; once for each.",
)
@click.option("--all", "is_all", is_flag=True, help="Every record of the type is to stand in it.")
@as_of_option
@click.pass_obj
def form(
    session: Session,
    type_name: str,
    file: Path | None,
    filled: tuple[str, ...],
    is_all: bool,
    as_of: date | None,
) -> None:
    path = file or Path(f"{type_name}.xlsx")
    refuse_form_name(path)
    made = make_form(session.root, WantedForm(type_name, ALL if is_all else filled, as_of))
    put_whole(path, made.content)
    session.say("Written: {path}", path=path)
    if filled or is_all:
        session.say("Correct it and import it: sunlit import {type} {path}", type=made.type.name, path=path)
    else:
        session.say(
            "Fill it in and import it: sunlit import {type} {path}. With its ids it may also be put into data/{type}/.",
            type=made.type.name,
            path=path,
        )
