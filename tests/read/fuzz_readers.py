"""Random bytes against the readers: ``python tests/read/fuzz_readers.py KIND [MINUTES] [CORPUS]``.

Not a test of the suite. KIND is ``csv``, ``yaml``, ``xlsx`` (a workbook as bytes) or ``sheet`` (a workbook
whose parts were changed tag by tag). Needs the package ``atheris``. Whatever is read must give records or findings, and
every finding must speak both languages; anything else stops the run and leaves a file ``crash-…``.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

with atheris.instrument_imports(include=["generator"]):
    from seeds import HOSTILE, PLAIN, SEEDS, workbook
    from task_root import TASKS, Root

    from generator.check.texts.characters import Characters
    from generator.check.texts.checks import check_texts
    from generator.check.texts.public_texts import texts_of_records
    from generator.check.values.frictionless_check import check_values
    from generator.model.declared.site import Site
    from generator.model.records.record import Register
    from generator.model.text.catalogue import translator

LONGEST = {"sheet": 400}
LONGEST_ELSE = 1 << 14
SECONDS_EACH = 5
"""One input that takes longer counts as a hang."""


def main() -> None:
    """Fuzz one kind of file for so many minutes."""
    kind, minutes = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1
    corpus = Path(sys.argv[3] if len(sys.argv) > 3 else tempfile.mkdtemp())
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[kind]):
        (corpus / f"seed-{number}").write_bytes(seed)
    limits = [
        "-len_control=0",
        "-reduce_inputs=0",
        f"-max_total_time={int(minutes * 60)}",
        f"-max_len={LONGEST.get(kind, LONGEST_ELSE)}",
        f"-timeout={SECONDS_EACH}",
    ]
    with tempfile.TemporaryDirectory(dir=_fast_folder()) as folder:
        atheris.Setup(
            [sys.argv[0], *limits, "-rss_limit_mb=3000", str(corpus)], _target(kind, Root(Path(folder)))
        )
        atheris.Fuzz()


def _fast_folder() -> str | None:
    """A folder in memory, where there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _target(kind: str, root: Root) -> Callable[[bytes], None]:
    name = "a.xlsx" if kind == "sheet" else f"a.{kind}"

    def one(data: bytes) -> None:
        content = _changed_workbook(data) if kind == "sheet" else data
        reading = root.read_file(f"tasks/{name}", content)
        register = Register(Site(), {TASKS.name: TASKS}, {TASKS.name: reading.records})
        texts = texts_of_records(register)
        checked = (*check_values(register), *check_texts(texts, [Characters()])) if reading.records else ()
        findings = (*reading.findings, *checked)
        if not (reading.records or findings):
            raise AssertionError("neither records nor findings")
        for finding in findings[:20]:
            for phrase in (finding.message, finding.hint or finding.message):
                phrase.render(translator("zh"), "zh")
                phrase.render(str, "en")

    return one


def _changed_workbook(data: bytes) -> bytes:
    """The plain workbook with as many tags or texts changed as ``data`` gives choices for."""
    choices = atheris.FuzzedDataProvider(data)
    parts = {name: re.split(r"(<[^>]*>)", content) for name, content in PLAIN.items()}
    while choices.remaining_bytes() > 3:
        tokens = parts[choices.PickValueInList(list(parts))]
        index = choices.ConsumeIntInRange(0, max(0, len(tokens) - 1))
        if tokens:
            tokens[index : index + 1] = _changed(tokens[index], choices)
    return workbook(
        {name: "".join(tokens).encode("utf-8", "surrogatepass") for name, tokens in parts.items()}
    )


def _changed(token: str, choices: atheris.FuzzedDataProvider) -> list[str]:
    value = choices.PickValueInList(list(HOSTILE)) if choices.ConsumeBool() else choices.ConsumeUnicode(8)
    values = re.findall(r'"([^"]*)"', token)
    kind = choices.ConsumeIntInRange(0, 4)
    if kind == 0:
        return []
    if kind == 1:
        return [token, token]
    if kind == 2 and values:
        return [token.replace(choices.PickValueInList(values), value)]
    return [value] if kind == 3 else [token, value]


if __name__ == "__main__":
    main()
