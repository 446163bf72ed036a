"""``data/site.yaml`` → :class:`Site`; without the file, a site with default settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.model.catalogue import LANGUAGES
from generator.model.site import (
    DEFAULT_LARGEST_ATTACHMENT,
    DEFAULT_PACKS,
    DEFAULT_PAGE_SIZE,
    Contact,
    PublicContact,
    Site,
)
from generator.model.stop import CannotRun
from generator.model.wording import Wording, say
from generator.read.columns import mapping, mappings
from generator.read.declarations import load, refuse_unknown, wording
from generator.read.sections import read_doors

SITE_FILE = "data/site.yaml"
SITE_KEYS = (
    "name",
    "tagline",
    "notice",
    "languages",
    "time_zone",
    "url",
    "page_size",
    "largest_attachment",
    "packs",
    "contact",
    "public_contacts",
    "codes",
    "site_code",
    "license",
    "doors",
)
MOST_ON_A_PAGE = 1000
LARGEST_ATTACHMENT_EVER = 500
"""Megabytes: a build holds one attachment at a time in memory."""
CONTACT_KEYS = ("address", "hours", "phone")
PUBLIC_CONTACT_KEYS = ("value", "reason")
CODE_KEYS = ("title", "value")
LICENSE_KEYS = ("title", "url")


def read_site(root: Path) -> Site:
    """The site's settings. Stops with one sentence at a setting that means nothing or cannot be."""
    path = root / SITE_FILE
    if not path.is_file():
        return Site()
    content = load(path, SITE_FILE)
    refuse_unknown(content, SITE_KEYS, SITE_FILE, "site.yaml")
    license_title, license_url = _license(content.get("license") or {})
    return Site(
        name=wording(content, "name") or Site().name,
        tagline=wording(content, "tagline"),
        notice=wording(content, "notice"),
        languages=_languages(content.get("languages", ["zh"])),
        time_zone=_time_zone(str(content.get("time_zone") or "Asia/Shanghai")),
        url=_url(str(content.get("url") or "")),
        packs=_packs(content),
        page_size=_whole(content, "page_size", DEFAULT_PAGE_SIZE, MOST_ON_A_PAGE),
        largest_attachment=_whole(
            content, "largest_attachment", DEFAULT_LARGEST_ATTACHMENT, LARGEST_ATTACHMENT_EVER
        ),
        contact=_contact(mapping(content.get("contact"), "contact", SITE_FILE)),
        public_contacts=tuple(
            _public_contact(item)
            for item in mappings(content.get("public_contacts"), "public_contacts", SITE_FILE)
        ),
        codes=tuple(_code(item) for item in mappings(content.get("codes"), "codes", SITE_FILE)),
        site_code=str(content.get("site_code") or ""),
        license_title=license_title,
        license_url=license_url,
        doors=read_doors(content.get("doors"), SITE_FILE),
    )


def _languages(declared: Any) -> tuple[str, ...]:
    languages = tuple(map(str, declared)) if isinstance(declared, list) else (str(declared),)
    if not languages or len(set(languages)) != len(languages) or not set(languages) <= set(LANGUAGES):
        raise _unfit("languages", declared, "[zh, en], [zh] or [en]")
    return languages


def _packs(content: Mapping[str, Any]) -> frozenset[str]:
    """What is listed; nothing said is the default, and an empty list switches all packs off."""
    declared = content.get("packs", sorted(DEFAULT_PACKS))
    if declared is not None and not isinstance(declared, list):
        raise _unfit("packs", declared, f"[{', '.join(sorted(DEFAULT_PACKS))}]")
    return frozenset(map(str, declared or ()))


def _time_zone(declared: str) -> str:
    try:
        ZoneInfo(declared)
    except (ZoneInfoNotFoundError, ValueError):
        raise _unfit("time_zone", declared, "Asia/Shanghai") from None
    return declared


def _url(declared: str) -> str:
    return _web_address("url", declared).rstrip("/") + "/" if declared else ""


def _web_address(key: str, declared: str) -> str:
    if declared and not declared.startswith(("https://", "http://")):
        raise _unfit(key, declared, "https://example.gov.cn/")
    return declared


def _whole(content: Mapping[str, Any], key: str, default: int, most: int) -> int:
    """A whole number from 1 to ``most``."""
    declared = content.get(key, default)
    if not isinstance(declared, int) or isinstance(declared, bool) or not 1 <= declared <= most:
        raise _unfit(key, declared, f"1–{most}")
    return declared


def _contact(declared: Mapping[str, Any]) -> Contact:
    refuse_unknown(declared, CONTACT_KEYS, SITE_FILE, "contact")
    return Contact(wording(declared, "address"), wording(declared, "hours"), str(declared.get("phone") or ""))


def _public_contact(declared: Mapping[str, Any]) -> PublicContact:
    refuse_unknown(declared, PUBLIC_CONTACT_KEYS, SITE_FILE, "public_contacts")
    value, reason = (str(declared.get(key) or "").strip() for key in PUBLIC_CONTACT_KEYS)
    if not value or not reason:
        raise CannotRun(
            say(
                "{path}: an entry of public_contacts has a value and a reason, like {example}.",
                path=SITE_FILE,
                example="{value: '13800000000', reason: 值班手机，由办公室保管}",
            )
        )
    return PublicContact(value, reason)


def _code(declared: Mapping[str, Any]) -> tuple[Wording, str]:
    refuse_unknown(declared, CODE_KEYS, SITE_FILE, "codes")
    return wording(declared, "title"), str(declared.get("value") or "")


def _license(declared: Any) -> tuple[Wording, str]:
    if not isinstance(declared, dict):
        raise _unfit(
            "license", declared, "{title: CC BY 4.0, url: 'https://creativecommons.org/licenses/by/4.0/'}"
        )
    refuse_unknown(declared, LICENSE_KEYS, SITE_FILE, "license")
    return wording(declared, "title"), _web_address("license", str(declared.get("url") or ""))


def _unfit(key: str, value: Any, example: str) -> CannotRun:
    return CannotRun(
        say(
            "{path}: {key} cannot be '{value}'. It is written like this: {example}.",
            path=SITE_FILE,
            key=key,
            value=str(value),
            example=example,
        )
    )
