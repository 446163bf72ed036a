"""The pages of the desk, by Flask (its only home): what a browser asks for → what is asked of the desk → a template.

WTForms is not asked for: what a form holds is declared by the schema, and what is right the gate says; a second declaration of
either would be a second answer to the same question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Flask, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge
from werkzeug.wrappers import Response

from generator.check.calendar.clock import day_to_judge
from generator.check.gate import Verdict
from generator.check.report.masking import visible
from generator.check.report.speaker import Speaker
from generator.construct.construction import Unfit
from generator.desk.browser.desk import Desk, Published
from generator.desk.browser.forms import FILE, Choice, Form, form_of, read_typed
from generator.desk.browser.guard import PLACE, Refusal
from generator.desk.browser.look import TOKENS
from generator.desk.editing.attaching import Attached
from generator.desk.editing.changing import (
    Change,
    Outdated,
    Purpose,
    change,
    create,
    is_public,
    record_called,
    revision_of,
)
from generator.desk.editing.typed import Typed, TypedRow, shown
from generator.desk.importing.wanted import Reason
from generator.desk.saving import waiting
from generator.desk.todo.todo import todo
from generator.model.declared.record_type import RecordType
from generator.model.declared.severity import Severity
from generator.model.files.addresses import record_address
from generator.model.records.record import Record, column_letter
from generator.model.records.withholding import reason_to_withhold
from generator.model.text.folding import fold
from generator.model.text.stop import CannotRun

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

MOST_SENT, MOST_TYPED = 256 * 1024 * 1024, 32 * 1024 * 1024
"""Bytes that one form brings, with files and without."""
MOST_PARTS = 200_000
ON_A_PAGE = 50
MOST_DUE = 12
FORM_TOKEN, REVISION, WANTED, CODE, PREVIEW = "token", "revision", "do", "code", "preview"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def make_app(desk: Desk) -> Flask:
    """The pages of one desk."""
    app = _InPlaces(__name__)
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_SENT, MAX_FORM_MEMORY_SIZE=MOST_TYPED, MAX_FORM_PARTS=MOST_PARTS
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    pages = _Pages(desk)
    app.before_request(pages.guarded)
    app.after_request(_with_headers)
    app.register_error_handler(CannotRun, pages.stopped)
    app.register_error_handler(HTTPException, pages.not_answered)
    app.context_processor(pages.always)
    app.add_url_rule("/", "home", pages.home)
    app.add_url_rule("/publish", "publish", pages.publish, methods=["POST"])
    app.add_url_rule("/enter", "enter", pages.enter, methods=["POST"])
    app.add_url_rule("/tokens.css", "tokens", _tokens)
    app.add_url_rule("/records/<name>", "listing", pages.listing)
    app.add_url_rule("/record/<name>", "record", pages.record, methods=["GET", "POST"])
    app.add_url_rule("/new/<name>", "new", pages.new, methods=["GET", "POST"])
    return app


class _InPlaces(Flask):
    """The same pages in any folder that is named like those of a guard: a browser brings a cookie to its own alone. So a form of
    an earlier start finds its page, and is asked for the code.
    """

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Takes the folder for the place where the pages stand."""
        first, slash, rest = environ.get("PATH_INFO", "").removeprefix("/").partition("/")
        if first.startswith(PLACE) and slash:
            environ |= {"SCRIPT_NAME": f"/{first}", "PATH_INFO": f"/{rest}"}
        return super().wsgi_app(environ, start_response)


def _with_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def _tokens() -> Response:
    return Response(TOKENS, mimetype="text/css")


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list."""

    id: str
    title: str
    day: str
    state: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due, with the page of its record."""

    address: str
    title: str
    what: str
    day: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said above a form after something was wanted. ``tone``: ``good``, ``bad`` or ``plain``."""

    tone: str
    sentence: str
    lines: Sequence[str] = ()
    server: Sequence[str] = ()
    page: str = ""
    """The address of the page as it will be."""


class _Pages:
    """The views, each of which translates a request into calls."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.words, self.guard = desk, desk.words, desk.guard

    # Who may ask

    def guarded(self) -> Response | None:
        """Stops whatever the guard does not let in; style sheets and scripts say nothing of anybody."""
        headers = dict(request.headers)
        if self.guard.stranger(request.method, headers):  # before anything of what is sent is read
            return self._page(
                "stop.html", 403, sentence=self.words["This was not asked for by a page of the desk."]
            )
        if request.endpoint in ("static", "tokens", "enter"):
            return None
        refusal = self.guard.refusal(
            request.method, headers, request.cookies, request.form.get(FORM_TOKEN, "")
        )
        if refusal is Refusal.UNKNOWN:
            carried = self._carried() if request.method == "POST" else ()
            status = 200 if request.method == "GET" else 403
            return self._page(
                "enter.html", status, carried=carried, target=request.full_path if carried else ""
            )
        return None

    def enter(self) -> Response:
        """The code of this start for its token; what was typed before comes along."""
        target, carried = request.form.get("target", ""), self._carried()
        if not self.guard.takes(request.form.get(CODE, "")):
            return self._page("enter.html", 403, carried=carried, target=target, wrong=True)
        inside = target.startswith(("/record/", "/new/"))
        guard, home = self.guard, f"/{self.guard.place}/"
        response = self._page(
            "entered.html",
            carried=carried if inside else (),
            target=f"/{guard.place}{target}" if inside else home,
            home=home,
        )
        for token, place in ((guard.token, guard.place), (guard.preview_token, guard.preview_place)):
            response.set_cookie(guard.cookie, token, path=f"/{place}/", httponly=True, samesite="Strict")
        return response

    def _carried(self) -> Sequence[tuple[str, str]]:
        """What was typed into a form of an earlier start."""
        ours = (FORM_TOKEN, WANTED, CODE, "target")
        return [(name, text) for name, texts in request.form.lists() if name not in ours for text in texts]

    # What every page has

    def always(self) -> dict[str, Any]:
        """What every template is given."""
        return {"w": self.words, "language": self.words.language, "token": self.guard.form_token}

    def _page(self, template: str, status: int = 200, **values: Any) -> Response:
        return make_response(render_template(template, **values), status)

    def stopped(self, stop: CannotRun) -> Response:
        """What cannot be done, in one sentence."""
        return self._stopped(409, self.words.of(stop.phrase))

    def _stopped(self, status: int, sentence: str) -> Response:
        """One sentence; what was typed is there to go on with, unless it was too much to be read."""
        typed = status != 413 and request.method == "POST" and request.endpoint in ("record", "new")
        return self._page(
            "stop.html",
            status,
            sentence=sentence,
            carried=self._carried() if typed else (),
            target=request.script_root + request.full_path,
        )

    def not_answered(self, error: HTTPException) -> Response:
        """No such page, or too much in it."""
        if isinstance(error, RequestEntityTooLarge):
            return self._stopped(413, self.words["What you typed is too much for one form."])
        is_ours = (error.code or 500) >= 500
        sentence = (
            "The desk could not do this. Nothing was written." if is_ours else "This page is not there."
        )
        return self._stopped(error.code or 500, self.words[sentence])

    # Pages

    def home(self) -> Response:
        """What is due, what waits, and all types."""
        return self._home(None)

    def publish(self) -> Response:
        """Publish all that waits."""
        return self._home(
            self._answer_of(
                self.desk.publish(request.form.get("message", "").strip() or self.words["The desk"])
            )
        )

    def _home(self, answer: Answer | None) -> Response:
        register = self.desk.register()
        listed = todo(self.desk.root, self.desk.as_of)
        speak = Speaker(self.words.language, register.site.countries)
        due = [
            Due(
                url_for("record", name=item.type.name, id=item.record)
                if item.record
                else url_for("listing", name=item.type.name),
                speak(item.title),
                speak(item.what),
                item.day.isoformat(),
                item.day < listed.as_of,
            )
            for item in listed.items[:MOST_DUE]
        ]
        types = [
            (type.name, type.label.in_language(self.words.language), len(register.records[type.name]))
            for type in self.desk.types()
        ]
        return self._page(
            "home.html",
            site=register.site.name.in_language(self.words.language),
            due=due,
            more=len(listed.items) - len(due),
            waiting=list(map(visible, waiting(self.desk.root))),
            types=types,
            answer=answer,
        )

    def listing(self, name: str) -> Response:
        """The records of a type, newest first."""
        type = self._type(name)
        register = self.desk.register()
        asked = request.args.get("q", "").strip()
        found = [each for each in register.records[name] if _fits(each, type, asked)]
        found.sort(key=lambda each: str(each.values.get(type.date_field or "") or ""), reverse=True)
        pages = max(1, ceil(len(found) / ON_A_PAGE))
        page = min(max(1, request.args.get("page", 1, int)), pages)
        return self._page(
            "listing.html",
            type=self._choice(type),
            asked=asked,
            rows=[self._row(each, type) for each in found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]],
            page=page,
            pages=pages,
            count=len(found),
        )

    def new(self, name: str) -> Response:
        """A record that is not there yet."""
        type = self._type(name)
        if request.method == "GET":
            return self._form(type, None, Typed(), None, None)
        typed, purpose = self._sent(type)
        if purpose is None:
            return self._form(type, None, typed, None, None)
        try:
            made = create(
                self.desk.root,
                name,
                request.form.get(REVISION, ""),
                typed,
                purpose,
                self.desk.as_of,
                _attached(),
            )
        except CannotRun as stop:
            return self._form(type, None, typed, None, Answer("bad", self.words.of(stop.phrase)))
        if not made.fit or purpose is Purpose.CHECK:
            return self._form(type, None, typed, made, self._answer(type, made, purpose))
        return self._kept(type, made, purpose)

    def record(self, name: str) -> Response:
        """A record that is there."""
        type = self._type(name)
        record = record_called(self.desk.register(), type, request.args.get("id", ""))
        if request.method == "GET":
            path = record.source.path
            kept = Answer("good", self.words["Kept on this computer, not published yet."], [path])
            return self._form(
                type, record, shown(record, type), None, kept if "kept" in request.args else None
            )
        typed, purpose = self._sent(type)
        reason = Reason(request.form.get("reason", "").strip(), request.form.get("approver", "").strip())
        if purpose is None:
            return self._form(type, record, _over(record, type, typed), None, None)
        try:
            made = change(
                self.desk.root,
                name,
                record.id,
                request.form.get(REVISION, ""),
                typed,
                purpose,
                reason,
                self.desk.as_of,
                _attached(),
            )
        except Outdated as stop:
            return self._outdated(type, record.id, typed, self.words.of(stop.phrase))
        except CannotRun as stop:
            return self._form(
                type, record, _over(record, type, typed), None, Answer("bad", self.words.of(stop.phrase))
            )
        if not made.fit or purpose is Purpose.CHECK:
            return self._form(
                type, record, _over(record, type, typed), made, self._answer(type, made, purpose)
            )
        return self._kept(type, made, purpose)

    def _kept(self, type: RecordType, made: Change, purpose: Purpose) -> Response:
        """The record as it is now on the disk, and published if that was wanted."""
        if purpose is Purpose.KEEP:
            return _to(url_for("record", name=type.name, id=made.id, kept=""))
        answer = self._answer_of(
            self.desk.publish(f"{type.label.in_language(self.words.language)} {made.id}")
        )
        type = self._type(type.name)
        record = record_called(self.desk.register(), type, made.id)
        return self._form(type, record, shown(record, type), None, answer)

    def _outdated(self, type: RecordType, id: str, typed: Typed, sentence: str) -> Response:
        """What is there now, beside what was typed: rows are not merged by guessing, so they stand apart to be pasted back."""
        type = self._type(type.name)
        record = record_called(self.desk.register(), type, id)
        now = shown(record, type)
        names = {each.name: each.label.in_language(self.words.language) for each in type.fields}
        differ = [
            f"{names[name]}：{' · '.join(now.values[name]) or '—'}"
            for name, texts in typed.values.items()
            if name in now.values and tuple(filter(None, texts)) != tuple(now.values[name])
        ]
        rows = {
            type.child(table).label.in_language(self.words.language): _as_block(type, table, sent)
            for table, sent in typed.rows.items()
            if [row.cells for row in sent if not row.is_blank]
            != [row.cells for row in now.rows.get(table, ())]
        }
        kept = Typed({**now.values, **typed.values}, now.rows)
        return self._form(type, record, kept, None, Answer("bad", sentence, differ), blocks=rows)

    def _form(
        self,
        type: RecordType,
        record: Record | None,
        typed: Typed,
        made: Change | None,
        answer: Answer | None,
        *,
        blocks: Mapping[str, str] | None = None,
    ) -> Response:
        register = self.desk.register()
        form: Form = form_of(
            type,
            typed,
            made.found if made else {},
            register,
            self.words,
            is_new=record is None,
            files=self.desk.attachments(),
        )
        speak = Speaker(self.words.language, register.site.countries)
        title = record.values.get(type.title_field) if record else None
        return self._page(
            "record.html",
            type=self._choice(type),
            heading=str(title or (record.id if record else self.words["New record"])),
            action=url_for("record", name=type.name, id=record.id)
            if record
            else url_for("new", name=type.name),
            place=self._place(record) if record else "",
            in_workbook=bool(record) and record.source.path.endswith(".xlsx") if record else False,
            is_public=bool(record and is_public(record, type)),
            form=form,
            revision=revision_of(record, self.desk.root, type),
            answer=answer,
            report=[speak(phrase) for phrase in made.made.report] if made else (),
            reason=request.form.get("reason", ""),
            approver=request.form.get("approver", ""),
            asks_reason=bool(made and made.made.unexplained),
            blocks=blocks or {},
            may_preview=self.desk.preview is not None,
        )

    def _looked_at(self, type: RecordType, made: Change, again: Sequence[str]) -> Answer:
        """That it is fit; and the page as it will be, if somebody wants to see it."""
        w, preview = self.words, self.desk.preview
        if request.form.get(WANTED) != PREVIEW or preview is None:
            return Answer("good", w["It is fit to be published."], again)
        try:
            preview.make(self.desk.root, made.made.files, self.desk.as_of)
        except Unfit as unfit:
            return Answer(
                "bad",
                w["The page cannot be shown while other records are wrong."],
                self._errors(unfit.verdict),
            )
        address = record_address(type.name, made.id)
        if not preview.has(address):
            return Answer("plain", w["Nothing of it is public on this day."], again)
        return Answer(
            "good", w["It is fit to be published."], again, page=f"{preview.address}{quote(address)}"
        )

    def _errors(self, verdict: Verdict) -> Sequence[str]:
        speak = Speaker(self.words.language, verdict.register.site.countries)
        errors = [each for each in verdict.findings if each.severity is Severity.ERROR]
        return [f"{each.source.path}:{each.source.line or ''} {speak(each.message)}" for each in errors]

    def _answer(self, type: RecordType, made: Change, purpose: Purpose) -> Answer:
        w = self.words
        again = [w["Choose the files again: a browser does not keep them."]] if _attached() else []
        if made.made.unexplained:
            return Answer(
                "bad", w["A correction is needed for this change: say why below, and who approved it."], again
            )
        if made.made.unchanged and request.form.get(WANTED) != PREVIEW:
            return Answer("plain", w["Nothing differs from what is there."])
        if made.fit:
            return self._looked_at(type, made, again)
        sentence = {
            Purpose.KEEP: "It was not kept: put right what is marked, then try again.",
            Purpose.CHECK: "It can not be published yet: this is missing or wrong.",
            Purpose.PUBLISH: "It is not published: put right what is marked, then try again.",
        }[purpose]
        return Answer("bad", w[sentence], again)

    def _answer_of(self, published: Published) -> Answer:
        steps = [self.words.of(phrase) for phrase in published.steps]
        server = list(map(visible, published.answer))
        if published.done:
            return Answer("good", self.words["Published."], steps, server)
        if published.stopped:
            steps = [*steps, self.words.of(published.stopped)]
        if published.verdict:
            steps = [*steps, *self._errors(published.verdict)]
        return Answer(
            "bad", self.words["It is kept on this computer, but it is not published."], steps, server
        )

    def _type(self, name: str) -> RecordType:
        type = self.desk.register().types.get(name)
        if type is None:
            raise NotFound
        return type

    def _choice(self, type: RecordType) -> Choice:
        return Choice(type.name, type.label.in_language(self.words.language))

    def _row(self, record: Record, type: RecordType) -> Row:
        day = record.values.get(type.date_field or "")
        state = _STATES[
            reason_to_withhold(type, record, day_to_judge(self.desk.as_of, self.desk.register().site))
        ]
        if record.source.path.endswith(".xlsx"):
            state = "in Excel"
        title = str(record.values.get(type.title_field) or record.id)
        return Row(
            record.id, title, day.isoformat() if isinstance(day, date) else str(day or ""), self.words[state]
        )

    def _place(self, record: Record) -> str:
        source = record.source
        if source.sheet:
            return f"{source.path} › {source.sheet}!{column_letter(source.column or 1)}{source.line or ''}"
        return f"{source.path}:{source.line or ''}"

    def _sent(self, type: RecordType) -> tuple[Typed, Purpose | None]:
        """What was typed, and what is wanted with it; nothing, if it is only to be shown again."""
        wanted = request.form.get(WANTED, "")
        known = {PREVIEW: Purpose.CHECK, **{each.value: each for each in Purpose}}
        return read_typed(type, request.form.lists()), known.get(wanted)


def _attached() -> Sequence[Attached]:
    """The files that were chosen in the form."""
    found = []
    for name, files in request.files.lists():
        kind, _, field = name.partition(".")
        for file in files if kind == FILE else ():
            if file.filename:
                file.stream.seek(0)
                found.append(Attached(field, file.filename, file.stream.read()))
    return found


_STATES = {"": "public", "draft": "draft", "not-yet": "not yet due", "scope": "not for the public"}


def _to(address: str) -> Response:
    response = redirect(address, 303)
    assert isinstance(response, Response)
    return response


def _fits(record: Record, type: RecordType, asked: str) -> bool:
    title = str(record.values.get(type.title_field) or "")
    return not asked or fold(asked) in fold(f"{record.id} {title}")


def _over(record: Record, type: RecordType, typed: Typed) -> Typed:
    """What was typed, with what the record says where nothing was sent."""
    now = shown(record, type)
    return Typed({**now.values, **typed.values}, {**now.rows, **typed.rows})


def _as_block(type: RecordType, table: str, rows: Sequence[TypedRow]) -> str:
    """Rows as Excel copies them."""
    names = [each.name for each in type.child(table).fields]
    return "\n".join(
        "\t".join(row.cells.get(name, "").replace("\n", " ") for name in names)
        for row in rows
        if not row.is_blank
    )
