"""What lies in ``content/``: pages and pictures only, no link out of the folder, nothing where the website may write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.model.files.addresses import PAGE_SUFFIX, Grant, address_of_content, grant_of, same_place
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Register, Source
from generator.model.text.wording import Phrase, say
from generator.read.content.pages import PICTURE_SUFFIXES
from generator.read.text.placeholders import LARGEST_PLACEHOLDER, placeholder_of


def check_content(root: Path, register: Register) -> Iterator[Finding]:
    """A finding for every file in ``content/`` that a website must not carry, or that stands in another page's place."""
    folder = root / "content"
    places: list[tuple[str, Source]] = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.name.startswith(".") or (path.is_dir() and not path.is_symlink()):
            continue
        source = Source(path.relative_to(root).as_posix())
        if path.is_symlink():
            yield Finding(
                rules.LINK_IN_DATA,
                source,
                say("This is a link, not a file."),
                say("Put the file itself here."),
            )
        elif path.suffix.lower() not in PICTURE_SUFFIXES | {PAGE_SUFFIX}:
            yield Finding(
                rules.CONTENT_ASSET,
                source,
                say(
                    "A file of the kind '{suffix}' is not published from content/.",
                    suffix=path.suffix or path.name,
                ),
                say(
                    "Take it out; or save it as a page ({page}) or a picture ({kinds}).",
                    page=PAGE_SUFFIX,
                    kinds=", ".join(sorted(PICTURE_SUFFIXES)),
                ),
            )
        else:
            if path.suffix.lower() in PICTURE_SUFFIXES and (instead := _instead(path, source)):
                yield instead
            places.append((address_of_content(PurePosixPath(path.relative_to(folder))), source))
    yield from _check_addresses(places, grant_of(register.types, register.site.languages))


def _instead(picture: Path, source: Source) -> Finding | None:
    """What a picture is that is none. Pages are read elsewhere."""
    try:
        is_small = picture.stat().st_size <= LARGEST_PLACEHOLDER
        return placeholder_of(picture.read_bytes(), source.path) if is_small else None
    except OSError:
        return None


def _check_addresses(places: Iterable[tuple[str, Source]], grant: Grant) -> Iterator[Finding]:
    """A finding for each address that is the website's, or the same as another's where names are compared less strictly."""
    first: dict[str, Source] = {}
    for address, source in places:
        place = "/".join(map(same_place, address.split("/")))
        if grant.gives(address):
            yield _finding(
                source,
                say("The address of this file belongs to pages that are made from records."),
                _another_name(address, grant),
            )
        elif place in first:
            message = say(
                "Its address is that of '{other}' on computers that do not tell such names apart.",
                other=first[place].path,
            )
            yield _finding(source, message, say("Give one of the two another name."))
        else:
            first[place] = source
    for place, source in first.items():
        for above in PurePosixPath(place).parents:
            if (other := first.get(above.as_posix())) is not None:
                message = say("Its folder stands at the address of '{other}'.", other=other.path)
                yield _finding(source, message, say("Give the folder another name."))


def _another_name(address: str, grant: Grant) -> Phrase:
    path = PurePosixPath(address)
    name = "about.md" if path.suffix == ".html" else f"about{path.suffix}"
    type = next((part for part in map(same_place, path.with_suffix("").parts) if part in grant.types), None)
    if type is None:
        return say("Give it another name, such as {name}.", name=name)
    return say(
        "Give it another name, such as {name}. If the page was published before there was a type '{type}', "
        "give the type another name instead, so that the page keeps its address.",
        name=name,
        type=type,
    )


def _finding(source: Source, message: Phrase, hint: Phrase) -> Finding:
    return Finding(rules.CONTENT_ADDRESS, source, message, hint)
