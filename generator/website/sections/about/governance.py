"""Disclosure → :class:`GovernanceView`: the site's policies as it applies them today, stated to everybody."""

from __future__ import annotations

from collections.abc import Iterator

from generator.disclose.disclosure import Entry
from generator.model.declared.personal import After, NotPersonal, PersonalClass, Public
from generator.model.declared.record_type import CORRECTIONS, Field, RecordType
from generator.model.files.addresses import GOVERNANCE
from generator.model.records.public_life import Stage
from generator.model.text.wording import Phrase, say
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.taking_part import site_contact
from generator.website.sections.views import (
    CountView,
    GovernanceView,
    NumberFieldView,
    PersonalFieldView,
    RuleChangeView,
)
from generator.website.views import FigureView, LinkView, SectionHead

GOVERNANCE_ADDRESS = f"{GOVERNANCE}/index.html"
_CLASSES = {
    PersonalClass.NAME: say("name of a person"),
    PersonalClass.RESIDENT_ID: say("resident identity number"),
    PersonalClass.PHONE: say("telephone number"),
    PersonalClass.ADDRESS: say("home address"),
    PersonalClass.EMAIL: say("e-mail address"),
    PersonalClass.BANK_CARD: say("bank card number"),
    PersonalClass.BIRTH: say("date of birth"),
    PersonalClass.OTHER: say("other personal facts"),
}
_NUMBERS = {
    NotPersonal.PHONE: say("telephone number"),
    NotPersonal.BANK_CARD: say("bank card number"),
    NotPersonal.FOREIGN_ID: say("id number of another country or region"),
}
_REASONS = {
    "draft": say("drafts"),
    "not-yet": say("to be published on a later day"),
    "scope": say("not meant for the public"),
}
_AFTERWARDS = {After.MASK: say("masked"), After.REMOVE: say("removed")}


def governance_view(view: Viewpoint) -> GovernanceView:
    """The page in the viewpoint's language."""
    translate, site = view.language.translate, view.disclosure.site
    return GovernanceView(
        head=SectionHead(
            title=translate("Data governance"),
            lede=translate(
                "What this site says of people and for how long, what it withholds and why, and whom to ask."
            ),
            kind="",
            crumbs=(view.home(),),
            figures=(
                FigureView(translate("records published"), view.language.number(view.disclosure.published)),
                FigureView(translate("withheld"), str(sum(item.count for item in view.disclosure.withheld))),
                *(FigureView(item.label, str(item.count)) for item in _changed(view)),
            ),
        ),
        personal=tuple(_personal(view)),
        not_personal=tuple(_not_personal(view)),
        withheld=tuple(
            CountView(_text(view, _REASONS[item.reason]), item.count) for item in view.disclosure.withheld
        ),
        changed=tuple(_changed(view)),
        packs=tuple(map(view.language.written, sorted(site.packs))),
        rule_changes=tuple(_rule_changes(view)),
        contact=site_contact(view),
    )


def _rule_changes(view: Viewpoint) -> Iterator[RuleChangeView]:
    text, translate = view.language.text, view.language.translate
    for type in view.disclosure.types:
        for change in type.rule_changes:
            now = text(change.title) or translate("It applies otherwise than it came.")
            yield RuleChangeView(
                type=view.listing(type),
                rule=text(change.was),
                now="" if change.switched_off else now,
                reason=text(change.reason),
            )


def _text(view: Viewpoint, phrase: Phrase) -> str:
    return view.language.phrase(phrase)


def _personal(view: Viewpoint) -> Iterator[PersonalFieldView]:
    """Every field that says of itself that it holds personal values, those that go one day first; a common one once."""
    found = dict[tuple[str, str, str], tuple[RecordType, str, Field]]()
    for type in view.disclosure.types:
        for table, field in type.all_fields():
            if field.personal is not None:
                owner = "" if (table or field.name) in type.common else type.name
                found.setdefault((owner, table, field.name), (type, table, field))
    order = list(Public)[1:]
    by_time = sorted(found.items(), key=lambda item: _rank(item[1][2], order))
    for (owner, _, _), (type, table, field) in by_time:
        whose = view.listing(type) if owner else LinkView(view.language.translate("all records"), "")
        yield _field(view, whose, type, table, field)


def _not_personal(view: Viewpoint) -> Iterator[NumberFieldView]:
    """Every field whose schema says that its numbers are none of a kind, with the reason."""
    for type in view.disclosure.types:
        for table, field in type.all_fields():
            if field.not_personal:
                yield NumberFieldView(
                    type=view.listing(type),
                    field=_named(view, type, table, field),
                    kinds=tuple(_text(view, _NUMBERS[kind]) for kind in field.not_personal),
                    reason=view.language.text(field.not_personal_reason),
                )


def _named(view: Viewpoint, type: RecordType, table: str, field: Field) -> str:
    text = view.language.text
    parts = (type.child(table).label, field.label) if table else (field.label,)
    return view.language.joined(map(text, parts), " · ")


def _rank(field: Field, order: list[Public]) -> int:
    public = field.personal.public if field.personal else Public.ALWAYS
    return order.index(public) if public in order else len(order)


def _field(view: Viewpoint, whose: LinkView, type: RecordType, table: str, field: Field) -> PersonalFieldView:
    policy = field.personal
    assert policy, "asked for personal fields alone"
    return PersonalFieldView(
        type=whose,
        field=_named(view, type, table, field),
        kind=_text(view, _CLASSES[policy.kind]),
        public=_text(view, _until(type, policy.public)),
        after="" if field.lasts else _text(view, _AFTERWARDS[policy.after]),
    )


def _until(type: RecordType, public: Public) -> Phrase:
    grace = type.grace
    if public is Public.ALWAYS:
        return say("for good")
    if public is Public.NEVER:
        return say("never")
    if grace.working_days:
        return say("until {n} working days after the period", n=grace.working_days)
    if grace.days:
        return say("until {n} days after the period", n=grace.days)
    return say("until the period is over")


def _changed(view: Viewpoint) -> Iterator[CountView]:
    entries = [entry for entries in view.disclosure.entries.values() for entry in entries]
    translate = view.language.translate
    yield CountView(translate("taken down"), sum(entry.life.stage is Stage.TAKEN_DOWN for entry in entries))
    yield CountView(translate("withdrawn"), sum(entry.life.stage is Stage.WITHDRAWN for entry in entries))
    yield CountView(translate("corrected"), sum(map(is_corrected, entries)))


def is_corrected(entry: Entry) -> bool:
    """Whether a correction of its content was noted, and the content still stands."""
    return bool(entry.common_rows(CORRECTIONS)) and not entry.life.is_down
