"""JUnit's XML, which every continuous-integration service shows: a suite for each file, a case for each finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from generator.check.gate import Verdict
from generator.check.report.masking import masked_path, storable, visible
from generator.check.report.speaker import Speaker, tell
from generator.check.report.told import Told, by_file


def as_junit(verdict: Verdict, language: str) -> str:
    """Errors are failures, warnings are skipped cases; a file of records without either passes."""
    speak = Speaker(language)
    root = ElementTree.Element("testsuites", name="sunlit")
    suites = [_suite(path, found, speak) for path, found in sorted(_files(verdict, language).items())]
    root.extend(suites)
    _count(root, sum(len(suite) for suite in suites), verdict.errors, verdict.warnings)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _files(verdict: Verdict, language: str) -> Mapping[str, Sequence[Told]]:
    """Every file of records that was read, and what was found in it; files without records follow."""
    countries = verdict.register.site.countries
    clean: dict[str, Sequence[Told]] = {
        masked_path(storable(record.source.path), countries): () for record in verdict.register
    }
    return {**clean, **dict(by_file(tell(verdict, language)))}


def _suite(path: str, found: Sequence[Told], speak: Speaker) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", name=visible(path))
    errors = sum(told.is_error for told in found)
    _count(suite, len(found) or 1, errors, len(found) - errors)
    if not found:
        ElementTree.SubElement(
            suite, "testcase", classname=visible(path), name=speak.plain("Nothing was found.")
        )
    for told in found:
        suite.append(_case(told, speak))
    return suite


def _count(element: ElementTree.Element, tests: int, failures: int, skipped: int) -> None:
    for name, number in (("tests", tests), ("failures", failures), ("errors", 0), ("skipped", skipped)):
        element.set(name, str(number))


def _case(told: Told, speak: Speaker) -> ElementTree.Element:
    name = " ".join(part for part in (told.place, told.rule) if part)
    case = ElementTree.Element("testcase", classname=visible(told.path), name=name)
    outcome = ElementTree.SubElement(case, "failure" if told.is_error else "skipped", message=told.message)
    if told.is_error:
        outcome.set("type", told.rule)
    outcome.text = "\n".join(_lines(told, speak))
    return case


def _lines(told: Told, speak: Speaker) -> Sequence[str]:
    rule = speak.plain("Rule: {id}: {sentence}", id=told.rule, sentence=told.sentence)
    hint = [speak.plain("Cure: {text}", text=told.hint)] if told.hint else []
    basis = [speak.plain("Basis: {text}", text=told.basis)] if told.basis else []
    return [*hint, rule, *basis]
