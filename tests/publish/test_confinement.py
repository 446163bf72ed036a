"""What a confined process may do, asked of the kernel itself."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from generator.publish.confinement import Confinement, confine


def test_temporary_files_lie_in_the_build_s_own_folder_even_if_this_process_had_some_before(
    tmp_path: Path,
) -> None:
    """As in a worker of Dask, which has asked where they are before it copies itself for a build."""
    to = Confinement(tmp_path / "own")
    to.prepare()
    tempfile.gettempdir()
    child = os.fork()
    if child == 0:
        confine(to, [])
        try:
            with tempfile.NamedTemporaryFile() as file:
                os._exit(0 if Path(file.name).parent == to.temporary else 1)
        except OSError:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
