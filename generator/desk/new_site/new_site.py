"""``sunlit init``: what is wanted → the files of a new root, judged and laid out beside the target, then renamed to it.

The target appears whole or not at all. Schemas, workflows, pins and ``mkdocs.yml`` are those that come with the generator:
nothing of them is written here a second time.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from generator import __version__
from generator.check.gate import Verdict, judge
from generator.desk.form.making import empty_form
from generator.desk.new_site.presets import Preset
from generator.desk.record_files.writing import write_whole
from generator.desk.record_files.yaml_text import scalar
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import is_time_zone
from generator.model.files.site_root import CONFIGURATION
from generator.model.files.working_folders import fresh_folder, left_behind
from generator.model.records.page import CONTENT
from generator.model.text.catalogue import PAGE_LANGUAGES, TEMPLATE
from generator.model.text.folding import fold
from generator.model.text.languages import ending, is_language, is_written_in_han
from generator.model.text.nearest import NEARER, nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.files.shipped import shipped
from generator.read.schema.catalogue_files import catalogue_path
from generator.read.schema.in_english import PREFIX
from generator.read.schema.schemas import EXTENDS, SHIPPED_PREFIX, read_types, type_called
from generator.read.schema.site_file import SITE_FILE

FILES, PAGES = (Path(__file__).with_name(name) for name in ("files", "pages"))
COPIES = {
    ".github/workflows/sunlit.yml": ("docs", "ci", "github.yml"),
    ".gitlab-ci.yml": ("docs", "ci", "gitlab-ci.yml"),
    ".forgejo/workflows/sunlit.yml": ("docs", "ci", "forgejo.yml"),
    ".gitea/workflows/sunlit.yml": ("docs", "ci", "forgejo.yml"),
    "constraints.txt": ("constraints.txt",),
}
"""What is the same for every site: where it stands there, and what it is a copy of."""
FORMS = "forms"
ALL, NONE = ("all", "全部"), ("none", "无")
HOME_ZONE = "Asia/Shanghai"
"""The zone that the workflows and sites in Chinese are written for."""
MORE = {
    "zh": "# 还可以写：contact（地址、时间、电话）、url（网址）、codes（备案号）。",
    "en": "# Also worth saying: contact (address, hours, phone), url (where the site is), codes (filing numbers).",
}
"""The last line of ``site.yaml``, for whoever reads it first."""
_WORKING = "sunlit-init"
_YEAR = 2026
"""Any year will do: what counts is how far a zone is ahead of universal time in summer and in winter."""
_SEPARATORS = re.compile(r"[\s,;，；、]+")
_NIGHTLY = re.compile(r'cron: "1 16 \* \* \*"( *)# 00:01 in Asia/Shanghai:')
_SITE_NAME = re.compile(r"^site_name: .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NewSite:
    """What a new site is to be."""

    names: tuple[str, ...]
    """What it is called, in the order of its languages."""
    languages: tuple[str, ...]
    time_zone: str
    types: tuple[str, ...]
    packs: tuple[str, ...]
    preset: Preset | None = None
    """Where the rest comes from."""


def shipped_types() -> Mapping[str, RecordType]:
    """The types that come with the generator, by name, in their order."""
    return read_types(shipped())


def shipped_packs() -> tuple[str, ...]:
    """The packs of rules that they have."""
    return tuple(
        dict.fromkeys(use.pack for type in shipped_types().values() for use in type.rules if use.pack)
    )


def _listed(text: str) -> tuple[str, ...]:
    """The names in a list as people write one, each once."""
    return tuple(dict.fromkeys(filter(None, _SEPARATORS.split(text))))


def languages_called(text: str) -> tuple[str, ...]:
    """The languages of a list of codes. Stops at one that nobody speaks."""
    names = _listed(text)
    if not names:
        raise CannotRun(say("A site has at least one language."))
    for name in names:
        if not is_language(name):
            raise CannotRun(
                say(
                    "'{name}' is no code of a language: write it like {examples}. The words of pages come in {shipped}.",
                    name=name,
                    examples="eu, pt-br",
                    shipped=", ".join(PAGE_LANGUAGES),
                )
            )
    return names


def types_called(text: str) -> tuple[str, ...]:
    """The shipped types of a list of names or titles, or :data:`ALL` of them; in their order. Stops at one that there is not."""
    types, names = shipped_types(), _listed(text)
    if not names:
        raise CannotRun(say("A site has at least one record type: {names}.", names=", ".join(types)))
    if not {fold(name) for name in names}.isdisjoint(ALL):
        return tuple(types)
    wanted = {type_called(name, types).name for name in names}
    return tuple(name for name in types if name in wanted)


def packs_called(text: str) -> tuple[str, ...]:
    """The packs of rules of a list of names; :data:`NONE` is none. Stops at one that there is not, and names the nearest."""
    packs = {fold(pack): pack for pack in shipped_packs()}
    found = []
    for name in _listed(text):
        if name in NONE:
            continue
        if fold(name) not in packs:
            near = nearest(name, packs.values(), NEARER)
            raise CannotRun(
                say("There is no pack of rules '{name}'. Did you mean '{near}'?", name=name, near=near)
                if near
                else say(
                    "There is no pack of rules '{name}'. There are: {names}.",
                    name=name,
                    names=", ".join(packs.values()),
                )
            )
        found.append(packs[fold(name)])
    return tuple(dict.fromkeys(found))


def time_zone_called(name: str) -> str:
    """A time zone by its name. Stops if there is none."""
    if not is_time_zone(name):
        raise CannotRun(
            say("'{name}' is no time zone: write it like {example}.", name=name, example=HOME_ZONE)
        )
    return name


def usual_time_zone(languages: Sequence[str]) -> str:
    """The zone of a site of which nothing else is known: Beijing's for one in Chinese, else that of this machine."""
    if is_written_in_han(languages[0]):
        return HOME_ZONE
    linked = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    return next((name for name in (os.environ.get("TZ", ""), linked) if name and is_time_zone(name)), "UTC")


def refuse_taken(target: Path) -> None:
    """Stops where something stands already, or where no folder could be made."""
    try:
        is_free = not target.exists() or (target.is_dir() and not any(target.iterdir()))
    except OSError as error:
        raise _unwritable(target, error) from None
    if not is_free:
        raise _taken(target)
    if not target.parent.is_dir():
        raise CannotRun(say("There is no folder {path}.", path=str(target.parent)))


def _taken(target: Path) -> CannotRun:
    return CannotRun(
        say(
            "{path} is not empty: nothing is written over what is there. Name a folder that does not exist yet.",
            path=str(target),
        )
    )


def _unwritable(target: Path, error: OSError) -> CannotRun:
    reason = str(error.strerror or error)
    return CannotRun(say("{path} cannot be written: {reason}.", path=str(target), reason=reason))


def make_site(target: Path, new: NewSite) -> Verdict:
    """Make the site at ``target``, a folder that is not there or empty; what the check says of it.

    Where the check finds an error (in a name, say) nothing is made. Raises :class:`CannotRun` as :func:`refuse_taken` does, and
    where a file cannot be written. Killed at any time it leaves the target as it was, and a hidden folder beside it that the
    next run there removes.
    """
    target = target.resolve()
    refuse_taken(target)
    for path in left_behind(target.parent, _WORKING):
        shutil.rmtree(path, ignore_errors=True)
    try:
        working = fresh_folder(target.parent, _WORKING)
    except OSError as error:
        raise _unwritable(target, error) from None
    try:
        return _made(working / "site", target, new)
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _made(folder: Path, target: Path, new: NewSite) -> Verdict:
    for path, content in files_of(new).items():
        write_whole(folder, path, content)
    verdict = judge(folder, None)
    if not verdict.fit:
        return verdict
    for name in new.types:
        type = verdict.register.types[name]
        write_whole(folder, f"{FORMS}/{name}.xlsx", empty_form(type, verdict.register, verdict.as_of))
    try:
        if target.is_dir():
            target.rmdir()
        folder.rename(target)
    except OSError as error:
        if target.exists():  # something came to stand there meanwhile
            raise _taken(target) from None
        raise _unwritable(target, error) from None
    return verdict


def files_of(new: NewSite) -> dict[str, str]:
    """The files that are text, by their paths from the root."""
    files = {
        SITE_FILE: "".join(f"{line}\n" for line in _site_lines(new)),
        CONFIGURATION: _SITE_NAME.sub(
            lambda _: f"site_name: {scalar(new.names[0])}", _shipped_text(CONFIGURATION), count=1
        ),
        ".gitignore": _own_text("gitignore.txt"),
        "requirements.txt": _own_text("requirements.txt").replace("{version}", __version__),
    }
    is_chinese = is_written_in_han(new.languages[0])
    suits = new.preset and is_written_in_han(new.preset.languages[0]) == is_chinese
    own = new.preset.schemas if new.preset and suits else {}
    values = "" if is_chinese else PREFIX
    for name in new.types:
        files[f"data/schemas/{name}.yaml"] = own.get(name) or f"{EXTENDS}: {SHIPPED_PREFIX}{values}{name}\n"
    for number, code in enumerate(new.languages):
        page = PAGES / f"about.{code}.md"
        if page.is_file():
            files[f"{CONTENT}/{f'{code}/' if number else ''}about.md"] = page.read_text(encoding="utf-8")
        if code not in PAGE_LANGUAGES:
            files[catalogue_path(code)] = TEMPLATE.read_text(encoding="utf-8")
    for path, source in COPIES.items():
        files[path] = _NIGHTLY.sub(lambda found: _nightly(new.time_zone, found[1]), _shipped_text(*source))
    return files


def _site_lines(new: NewSite) -> Iterator[str]:
    """``site.yaml``, with what is known and nothing else."""
    first, *others = new.languages
    yield f"name: {scalar(new.names[0])}"
    for code, name in zip(others, new.names[1:], strict=False):
        yield f"name{ending(code)}: {scalar(name)}"
    tagline = {code: said for code in new.languages if (said := _tagline(new.preset, code))}
    if first in tagline:
        yield f"tagline: {scalar(tagline.pop(first))}"
        yield from (f"tagline{ending(code)}: {scalar(said)}" for code, said in tagline.items())
    yield f"languages: [{', '.join(new.languages)}]"
    yield f"time_zone: {new.time_zone}"
    yield f"packs: [{', '.join(new.packs)}]"
    yield MORE["zh" if is_written_in_han(first) else "en"]


def _tagline(preset: Preset | None, code: str) -> str:
    """The preset's line under the name in a language, if it has one."""
    if preset is None:
        return ""
    base = preset.tagline.base if preset.languages[0] == code else ""
    return preset.tagline.translations.get(code, base)


def _nightly(zone: str, blanks: str) -> str:
    """When the nightly build runs, in universal time as workflows have it: after midnight in the zone, summer and winter."""
    offsets = [datetime(_YEAR, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)]
    ahead = min(int((offset or timedelta()).total_seconds()) // 60 for offset in offsets)
    minutes = (1 - ahead) % (24 * 60)
    when = f"00:01 in {zone}" if offsets[0] == offsets[1] else f"00:01 in {zone}, an hour later in summer"
    return f'cron: "{minutes % 60} {minutes // 60} * * *"{blanks}# {when}:'


def _shipped_text(*parts: str) -> str:
    return shipped(*parts).read_text(encoding="utf-8")


def _own_text(name: str) -> str:
    return (FILES / name).read_text(encoding="utf-8")
