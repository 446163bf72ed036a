"""The commands that say what is declared: ``sunlit types``, ``rules``, ``explain`` and ``schema``."""

from __future__ import annotations

import click

from generator.check.report.record_schema import as_record_schema
from generator.check.report.rule_list import rule_list, rules_of_type
from generator.check.report.rule_page import ALL, rule_page
from generator.check.report.table_schema import as_table_schema
from generator.commands.common.session import Session, type_argument
from generator.model.text.nearest import NEARER, nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.schema.schemas import read_types, type_called
from generator.read.schema.site_file import read_site


@click.command(help="List the record types, their fields and where their records go.")
@click.pass_obj
def types(session: Session) -> None:
    for type in read_types(session.root).values():
        session.say(
            "{name}: {title} (data/{name}/)", name=type.name, title=type.label.in_language(session.language)
        )
        for field in type.fields:
            required = session.translate("required") if field.required else ""
            click.echo(
                "    "
                + " ".join(
                    part
                    for part in (field.name, field.label.in_language(session.language), field.type, required)
                    if part
                )
            )
        for table in type.children:
            session.say(
                "{name}: {title} (a table of its own)",
                indent=4,
                name=table.name,
                title=table.label.in_language(session.language),
            )


@click.command(help="List every rule there is, or those that one type declares.")
@click.option("--type", "type_name", help="Show only the rules that this type declares.")
@click.pass_obj
def rules(session: Session, type_name: str | None) -> None:
    if type_name is None:
        click.echo(rule_list(session.language), nl=False)
        return
    types = read_types(session.root)
    type = type_called(type_name, types)
    click.echo(rules_of_type(type, types, read_site(session.root).packs, session.language), nl=False)


@click.command(
    help="Explain a rule: its parameters, the types that declare it, an example that passes and one that fails."
)
@click.argument("rule", metavar="RULE")
@click.pass_obj
def explain(session: Session, rule: str) -> None:
    if rule not in ALL:
        near = nearest(rule, ALL, NEARER)
        raise CannotRun(
            say("There is no rule '{name}'. Did you mean '{near}'?", name=rule, near=near)
            if near
            else say("There is no rule '{name}'. 'sunlit rules' lists them.", name=rule)
        )
    try:
        types = read_types(session.root) if (session.root / "data").is_dir() else {}
        page = rule_page(ALL[rule], types, read_site(session.root).packs, session.language)
    except CannotRun:  # somebody who puts a schema right looks up how its rules are written
        click.echo(rule_page(ALL[rule], {}, frozenset(), session.language), nl=False)
        raise
    click.echo(page, nl=False)


@click.command(help="Print a type's Table Schema as JSON.")
@type_argument
@click.option(
    "--json-schema",
    is_flag=True,
    help="Print the JSON Schema of files of records instead, for editors that complete and check while one types.",
)
@click.pass_obj
def schema(session: Session, type_name: str, json_schema: bool) -> None:
    type = type_called(type_name, read_types(session.root))
    printed = as_record_schema if json_schema else as_table_schema
    click.echo(printed(type, session.language), nl=False)
