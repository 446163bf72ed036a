"""Which files hold period-bound values: only these may, and nothing that is published tells their digests.

A digest of such a file would outlive it: whoever kept it could try candidates against it after the take-down.
"""

from __future__ import annotations

from generator.disclose.disclosure import Disclosure
from generator.model.addresses import notice_address, record_address
from generator.website.notice_view import has_notice
from generator.website.viewpoint import language_prefix


def held_addresses(disclosure: Disclosure) -> frozenset[str]:
    """Their addresses from the site's root: the pages of such records in every language, and their notices."""
    bound = [
        entry
        for entries in disclosure.entries.values()
        for entry in entries
        if entry.only_in_period is not None
    ]
    prefixes = [language_prefix(disclosure, code) for code in disclosure.site.languages]
    pages = {prefix + record_address(entry.type.name, entry.id) for entry in bound for prefix in prefixes}
    notices = {
        notice_address(entry.type.name, entry.id) for entry in bound if has_notice(entry, disclosure.as_of)
    }
    return frozenset(pages | notices)
