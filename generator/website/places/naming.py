"""Names and days that outlast a build: whole addresses, ids that never change, the day something came to the public."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from urllib.parse import quote
from zoneinfo import ZoneInfo

from generator.disclose.disclosure import Attachment, Entry
from generator.model.declared.site import Site
from generator.model.files.addresses import attachment_address, record_address, relative


def whole_address(site: Site, address: str) -> str:
    """The address with scheme and host; only for a site that knows its own ``url``."""
    return site.url + uri(address)


def uri(address: str) -> str:
    """An address of ours as a URI: of its signs, Han alone need to be percent-encoded."""
    return address if address.isascii() else quote(address)


def attachment_url(attachment: Attachment, site: Site, base: str) -> str:
    """Where the file is: a whole address, or, where the site knows no url, the way there from the address ``base``."""
    address = quote(attachment_address(attachment.path))
    return site.url + address if site.url else relative(address, base)


def lasting_id(site: Site, *names: str) -> uuid.UUID:
    """The same for the same names for ever; another site, by its url or else its name, has others."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join((site.url or f"{site.name.base}/", *names)))


def record_urn(site: Site, entry: Entry) -> str:
    """What a feed calls the record: the whole address of its page, or a UUID where the site knows no url."""
    if site.url:
        return whole_address(site, record_address(entry.type.name, entry.id))
    return lasting_id(site, entry.type.name, entry.id).urn


def public_since(entry: Entry, as_of: date) -> date | None:
    """The day it came to the public, if the record tells; the date of what lies ahead is no such day."""
    day = entry.published_on
    return day if day is not None and day <= as_of else None


def midnight(day: date, site: Site) -> datetime:
    """When the day begins in the site's time zone: records know days, feeds ask for moments."""
    return datetime.combine(day, time(), ZoneInfo(site.time_zone))
