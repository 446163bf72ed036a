"""Random bytes against the readers: ``python tests/read/fuzz_readers.py KIND [MINUTES] [CORPUS]``.

Not a test of the suite. KIND is ``csv``, ``yaml``, ``xlsx`` (a workbook as bytes) or ``sheet`` (one part
of a sound workbook). Needs the package ``atheris``. Whatever is read must give records or findings, and
every finding must speak both languages; anything else stops the run and leaves a file ``crash-…``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

with atheris.instrument_imports(include=["generator"]):
    from seeds import PARTS, SEEDS, workbook_of
    from task_root import TASKS, Root

    from generator.check.characters import check_characters
    from generator.check.schemas import check_values
    from generator.model.catalogue import translator
    from generator.model.record import Register
    from generator.model.site import Site

LONGEST = 1 << 16
SECONDS_EACH = 5
"""One input that takes longer counts as a hang."""


def main() -> None:
    """Fuzz one kind of file for so many minutes."""
    kind, minutes = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1
    corpus = Path(sys.argv[3] if len(sys.argv) > 3 else tempfile.mkdtemp())
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[kind]):
        (corpus / f"seed-{number}").write_bytes(seed)
    limits = [f"-max_total_time={int(minutes * 60)}", f"-max_len={LONGEST}", f"-timeout={SECONDS_EACH}"]
    with tempfile.TemporaryDirectory(dir=_fast_folder()) as folder:
        atheris.Setup([sys.argv[0], *limits, "-rss_limit_mb=3000", str(corpus)], _target(kind, Root(Path(folder))))
        atheris.Fuzz()


def _fast_folder() -> str | None:
    """A folder in memory, where there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def _target(kind: str, root: Root) -> Callable[[bytes], None]:
    name = "a.xlsx" if kind == "sheet" else f"a.{kind}"

    def one(data: bytes) -> None:
        content = workbook_of(PARTS[data[0] % len(PARTS)], data[1:]) if kind == "sheet" and data else data
        reading = root.read_file(f"tasks/{name}", content)
        register = Register(Site(), {TASKS.name: TASKS}, {TASKS.name: reading.records})
        checked = (*check_values(register), *check_characters(register)) if reading.records else ()
        findings = (*reading.findings, *checked)
        if not (reading.records or findings):
            raise AssertionError("neither records nor findings")
        for finding in findings[:20]:
            for phrase in (finding.message, finding.hint or finding.message):
                phrase.render(translator("zh"), "zh")
                phrase.render(str, "en")

    return one


if __name__ == "__main__":
    main()
