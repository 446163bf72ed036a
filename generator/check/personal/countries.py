"""Ids and mobile numbers of further countries, looked for where ``countries`` in ``site.yaml`` names them.

They come on top of what is looked for everywhere, and take none of it away. A form that chance fills often (twelve digits
of which one is a check digit) counts only beside a word that names it, or is in doubt; what each country's numbers look
like, and where that is laid down, says :class:`generator.model.declared.site.Country`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from generator.check.personal.kinds import Kind
from generator.check.personal.urls import addresses
from generator.model.declared.site import Country

_START, _END = r"(?<![\w.])", r"(?!\w)"
_GAP = r"[ .ー-]?"
_NO_SIGNS = re.compile(r"[^0-9a-z]+")
_FAR = 30
"""Signs before a number in which a word may name it."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What a number looks like in a text as it is read, and what proves it.

    ``certain``: whether it is certainly one where no word names it; ``None`` if it is then none at all.
    """

    kind: Kind
    pattern: re.Pattern[str]
    proves: Callable[[str], bool] = bool
    certain: bool | None = True
    named: re.Pattern[str] | None = None

    def found_in(self, text: str) -> Iterator[tuple[int, int, str, bool]]:
        for match in self.pattern.finditer(text):
            value = _NO_SIGNS.sub("", match[0])
            if self.proves(value):
                certain = self.certain
                if self.named and self.named.search(text, max(0, match.start() - _FAR), match.start()):
                    certain = True
                if certain is not None:
                    yield match.start(), match.end(), value.upper(), certain


def _form(
    kind: Kind,
    pattern: str,
    proves: Callable[[str], bool] = bool,
    *,
    certain: bool | None = True,
    named: str = "",
) -> _Form:
    return _Form(
        kind, re.compile(_START + pattern + _END), proves, certain, re.compile(named) if named else None
    )


def _mobile(pattern: str, code: str) -> _Form:
    """``pattern`` is that of the number behind the nought of a call within the country, or behind its code."""
    return _form(Kind.PHONE, rf"(?:(?:\+|00){code}{_GAP}(?:\(0\))?|0){pattern}")


def _is_hong_kong_id(value: str) -> bool:
    """A letter or two, six digits and a check digit: the scheme of the Immigration Department."""
    letters, digits, check = value[:-7], value[-7:-1], value[-1]
    signs = [36, *(ord(letter) - ord("a") + 10 for letter in letters)][-2:]
    total = sum(
        weight * sign for weight, sign in zip(range(9, 1, -1), [*signs, *map(int, digits)], strict=True)
    )
    return "0123456789a"[-total % 11] == check


def _is_taiwan_id(value: str) -> bool:
    """A letter, which stands for two digits, and nine digits of which the last is the check digit."""
    number = "abcdefghjklmnpqrstuvxywzio".index(value[0]) + 10
    digits = [number // 10, number % 10, *map(int, value[1:])]
    return (
        sum(weight * digit for weight, digit in zip((1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), digits, strict=True))
        % 10
        == 0
    )


def _valid(module: str) -> Callable[[str], bool]:
    """What a module of python-stdnum says of a number; it is loaded when there is one."""
    return lambda value: bool(import_module(f"stdnum.{module}").is_valid(value))


def _is_korean_id(value: str) -> bool:
    """Its first half is a day of birth; ids given since October 2020 have no check digit any more."""
    from stdnum.kr import rrn

    try:
        rrn.get_birth_date(value, allow_future=False)
    except ValueError:
        return False
    return True


_FORMS: Mapping[Country, tuple[_Form, ...]] = {
    Country.DE: (
        _form(
            Kind.FOREIGN_ID, rf"\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}", _valid("de.idnr"), certain=False,
            named=r"steuer|idnr|identifikationsnummer|\btin\b",
        ),
        _mobile(rf"1[567]\d{{1,2}}[ /.-]?\d{{3,4}}{_GAP}\d{{3,5}}", "49"),
    ),
    Country.FR: (
        _form(
            Kind.FOREIGN_ID,
            rf"[1-478]{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}(?:\d{{2}}|2[ab]){_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{2}}",
            _valid("fr.nir"),
        ),
        _mobile(rf"[67](?:{_GAP}\d{{2}}){{4}}", "33"),
    ),
    Country.GB: (
        _form(
            Kind.FOREIGN_ID,
            rf"(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prstw-z][a-ceghj-nprstw-z]{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}[a-d]",
        ),
        _mobile(rf"7\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}", "44"),
    ),
    Country.HK: (
        _form(Kind.FOREIGN_ID, r"[a-z]{1,2} ?\d{6} ?\([0-9a]\)", _is_hong_kong_id),
        _form(
            Kind.FOREIGN_ID, r"[a-z]{1,2}\d{6}[0-9a]", _is_hong_kong_id, certain=False,
            named=r"hkid|identity card|身份证|身分证",
        ),
        _form(Kind.PHONE, rf"(?:\+|00)852{_GAP}[4-9]\d{{3}}{_GAP}\d{{4}}"),
    ),
    Country.JP: (
        _form(
            Kind.FOREIGN_ID, r"\d{4}[ ー-]\d{4}[ ー-]\d{4}", _valid("jp.in_"), certain=False,
            named=r"マイナンバー|个人番号|my ?number",
        ),
        _form(
            Kind.FOREIGN_ID, r"\d{12}", _valid("jp.in_"), certain=None,
            named=r"マイナンバー|个人番号|my ?number",
        ),
        _mobile(rf"[789]0{_GAP}\d{{4}}{_GAP}\d{{4}}", "81"),
    ),
    Country.KR: (
        _form(Kind.FOREIGN_ID, r"\d{6} ?- ?[0-9]\d{6}", _is_korean_id),
        _form(Kind.FOREIGN_ID, r"\d{13}", _valid("kr.rrn"), certain=False, named="주민"),
        _form(Kind.PHONE, r"(?:(?:\+|00)82[ .-]?(?:\(0\))?10[ .-]?\d{4}[ .-]?\d{4}|010[ .-]\d{4}[ .-]\d{4})"),
    ),
    Country.TW: (
        _form(Kind.FOREIGN_ID, r"[a-z][1289]\d{8}", _is_taiwan_id),
        _mobile(rf"9\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}", "886"),
    ),
    Country.US: (_form(Kind.FOREIGN_ID, r"\d{3}[ -]\d{2}[ -]\d{4}", _valid("us.ssn")),),
}  # fmt: skip
_MAY_HOLD_ONE = re.compile(r"\d(?:[\W_ー]{0,4}\d){5}")


def may_hold_one(text: str, countries: Collection[Country]) -> bool:
    """Whether a text as it is read is worth a look: every number has six digits with little between."""
    return bool(countries) and _MAY_HOLD_ONE.search(text) is not None


def foreign_values(text: str, countries: Collection[Country]) -> Iterator[tuple[Kind, int, int, str, bool]]:
    """Kind, place, plain spelling and certainty of every number of these countries in a text as it is read."""
    if may_hold_one(text, countries):
        linked = addresses(text)
        for country in countries:
            for form in _FORMS[country]:
                for found in form.found_in(text):
                    if not any(start <= found[0] < end for start, end in linked):
                        yield form.kind, *found
