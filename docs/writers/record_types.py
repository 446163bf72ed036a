"""data/schemas/ → the reference of record types and of the fields that all of them have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.check.rules.definition import BoundRule
from generator.check.rules.engine import bound_rules
from generator.model.declared.personal import NO_GRACE
from generator.model.declared.record_type import ChildTable, Field, RecordType, RuleUse, Show
from generator.model.files.addresses import notice_address
from generator.model.text.catalogue import translator
from generator.model.text.wording import Wording
from generator.read.exceptions import exception_type
from generator.read.schema.schemas import read_types
from writers.conditions import in_words
from writers.markdown import code, page, table
from writers.words import LANGUAGES, beside, both, joined, words


def record_types(root: Path) -> str:
    """The page of all types of ``root``, without the common fields."""
    types = read_types(root)
    return page(
        words("pages", "record_types"), *(part for type in types.values() for part in _type(type, types))
    )


def common_fields(root: Path) -> str:
    """The page of the fields and child tables that every type with a ``sunlit:`` block has."""
    type = next(type for type in read_types(root).values() if len(type.common) == _most_common(root))
    fields = [field for field in type.fields if field.name in type.common]
    tables = [child for child in type.children if child.name in type.common]
    return page(words("pages", "common_fields"), field_table(fields), *_children(tables))


def exceptions() -> str:
    """The page of what an exception in data/exceptions/ says."""
    return page(words("pages", "exceptions"), field_table(exception_type().fields))


def _most_common(root: Path) -> int:
    return max(len(type.common) for type in read_types(root).values())


def _type(type: RecordType, types: dict[str, RecordType]) -> Iterator[str]:
    own = [field for field in type.fields if field.name not in type.common]
    yield f"## {_names(type.label)} `{type.name}`"
    yield "\n\n".join(_pair(type.description))
    yield table(words("headers", "facts"), _facts(type))
    yield f"### {words('parts', 'fields')}: {type.name}"
    yield field_table(own)
    yield from _children([child for child in type.children if child.name not in type.common], type.name)
    if type.relations:
        yield f"### {words('parts', 'relations')}: {type.name}"
        yield table(words("headers", "relations"), _relations(type, types))
    if type.states:
        yield f"### {words('parts', 'states')}: {type.name}"
        yield table(words("headers", "states"), _states(type))
    if type.rules:
        yield f"### {words('parts', 'rules')}: {type.name}"
        yield table(words("headers", "rules"), _rules(type, types))


def _pair(wording: Wording) -> tuple[str, str]:
    return wording.in_language(LANGUAGES[0]), wording.translations.get(LANGUAGES[1], "")


def _names(wording: Wording) -> str:
    return " ".join(dict.fromkeys(text for text in _pair(wording) if text))


def _facts(type: RecordType) -> Iterator[Sequence[str]]:
    def named(*names: str | None) -> str:
        return ", ".join(f"{_names(type.field(name).label)} `{name}`" for name in names if name)

    facts = {
        "folder": code(f"data/{type.name}/"),
        "family": _names(type.family),
        "id": named(type.id_field),
        "title": named(type.title_field),
        "date": named(type.date_field),
        "period": named(type.period.starts, type.period.ends) if type.period else "",
        "grace": beside(
            both(
                "grace",
                str(bool(type.grace.working_days)).lower(),
                n=type.grace.working_days or type.grace.days,
            )
        )
        if type.grace != NO_GRACE
        else "",
        "neutral": ", ".join(map(code, type.neutral_titles)),
        "tree": named(type.tree_field),
        "template": code(f"records/{type.template}.html") if type.template else "",
        "listing": named(*type.listing),
        "facets": named(*type.facets),
        "pages": ", ".join(_pages(type)),
        "notice": code(notice_address(type.name, "…")) if type.notice else "",
        "mutable": ", ".join(_places(type, type.mutable)),
        "fillable": ", ".join(_places(type, type.fillable)),
        "derived": ", ".join(_places(type, frozenset(type.derived))),
        "owners": ", ".join(_places(type, frozenset(type.owners))),
    }
    return ((words("facts", name), text) for name, text in facts.items() if text)


def _places(type: RecordType, names: frozenset[str]) -> Iterator[str]:
    """Those of the names that are fields, tables or columns of the type's own, in the order of the schema."""
    labels = {field.name: field.label for field in type.fields}
    for child in type.children:
        labels[child.name] = child.label
        labels |= {f"{child.name}.{field.name}": field.label for field in child.fields}
    return (
        f"{_names(label)} `{name}`"
        for name, label in labels.items()
        if name in names and name not in type.common
    )


def _pages(type: RecordType) -> Iterator[str]:
    """Where the pages beside records stand; days between two dates have none of their own."""
    for section in type.pages:
        if section.page.folder:
            title = _names(section.title)
            yield f"{title} {code(f'/{type.name}/{section.page.folder}/')}".strip()


def field_table(fields: Iterable[Field]) -> str:
    """Fields with their names, types, limits and descriptions."""
    return table(words("headers", "fields"), map(_field_row, fields))


def _field_row(field: Field) -> Sequence[str]:
    chinese, english = _pair(field.label)
    required = beside(both("required")) if field.required else ""
    kind = beside(both("types", field.type))
    return (
        chinese,
        english,
        code(field.name),
        kind,
        required,
        beside(_limits(field)),
        beside(_pair(field.description)),
    )


def _limits(field: Field) -> tuple[str, str]:
    found = [both("formats", field.format)] if field.format != "default" else []
    for name, limit in field.constraints.items():
        if name != "required":
            shown = " / ".join(map(str, limit)) if isinstance(limit, list) else str(limit)
            found.append(both("constraints", name, limit=shown))
    if field.personal:
        found.append(both("public", field.personal.public.value))
    if field.synonyms:
        found.append(both("synonyms", names="、".join(field.synonyms)))
    if field.show is Show.HIDDEN:
        found.append(both("hidden"))
    return joined("semicolon", found)


def _children(tables: Iterable[ChildTable], owner: str = "") -> Iterator[str]:
    for child in tables:
        suffix = f" `{owner}.{child.name}`" if owner else f" `{child.name}`"
        yield f"### {words('parts', 'table')}: {_names(child.label)}{suffix}"
        yield f"{' '.join(both('shows', child.show.value))} (`{child.show.value}`)"
        yield field_table(child.fields)


def _relations(type: RecordType, types: dict[str, RecordType]) -> Iterator[Sequence[str]]:
    for relation in type.relations:
        fields = type.child(relation.child).fields if relation.child else type.fields
        field = next(field for field in fields if field.name == relation.field)
        name = f"{relation.child}.{field.name}" if relation.child else field.name
        target = types[relation.to]
        yield (
            f"{_names(field.label)} {code(name)}",
            f"{_names(target.label)} {code(target.name)}",
            beside(_pair(relation.inverse or type.label)),
        )


def _states(type: RecordType) -> Iterator[Sequence[str]]:
    for state in type.states:
        yield beside(_pair(state.title)), code(state.id), code(state.look), beside(in_words(state.when, type))


def _rules(type: RecordType, types: dict[str, RecordType]) -> Iterator[Sequence[str]]:
    for bound in bound_rules(type, types):
        use = bound.use
        title = _pair(use.title) if use.title else _sentence(bound)
        since = joined("semicolon", list(_in_force(use)))
        yield (
            beside(title),
            f"[`{use.rule}`](findings.md#{use.rule})",
            beside(in_words(use.when, type)) if use.when.tests else "",
            use.basis,
            beside(since),
            use.pack,
            beside(both("severities", bound.severity.value)),
        )


def _sentence(bound: BoundRule) -> tuple[str, str]:
    sentence = bound.definition.rule.sentence
    return sentence.render(translator("zh"), "zh"), sentence.render(str, "en")


def _in_force(use: RuleUse) -> Iterator[tuple[str, str]]:
    if use.in_force.starts:
        yield both("from", day=use.in_force.starts.isoformat())
    if use.in_force.ends:
        yield both("to", day=use.in_force.ends.isoformat())
