"""Commands of Sunlit that a hook of git, a shell or a terminal starts: they run in copies of a warm process.

:func:`building.sunlit` copies the process that runs a test. What others start is none of its children, so a script
hands its arguments, folder, environment and open files to a copy that waits for them, and ends with what that answers. Where
the process itself is the point, the real one is started.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from building import be_sunlit, forked

from generator.publish.confinement import die_with_parent

_LENGTH, _FILES = 8, 3
_SCRIPT = """#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as way:
    way.connect({place!r})
    asked = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(way, [len(asked).to_bytes({length})], [0, 1, 2])
    way.sendall(asked)
    answer = way.recv(1)
sys.exit(answer[0] if answer else 70)
"""


@contextmanager
def waiting(folder: Path) -> Iterator[Path]:
    """A copy of this process that waits as long as the context lasts; the command that it is asked by.

    It has open what this process had then: who waits for the end of a pipe, as a browser's driver does, waits for its end.
    """
    place, command = folder / "way", folder / "sunlit"
    way = socket.socket(socket.AF_UNIX)
    way.bind(str(place))
    way.listen(20)
    command.write_text(_SCRIPT.format(python=sys.executable, place=str(place), length=_LENGTH))
    command.chmod(0o755)
    number = forked()
    if not number:
        try:
            _wait(way)
        finally:
            os._exit(1)
    way.close()
    try:
        yield command
    finally:
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)


def _wait(way: socket.socket) -> NoReturn:
    die_with_parent()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(_FILES):
        os.dup2(nothing, number)
    while True:
        asked, _ = way.accept()
        if not forked():
            _answer(asked)
        asked.close()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _answer(asked: socket.socket) -> NoReturn:
    length, files, _, _ = socket.recv_fds(asked, _LENGTH, _FILES)
    with asked.makefile("rb") as content:
        arguments, folder, environment = json.loads(content.read(int.from_bytes(length)))
    os.chdir(folder)
    be_sunlit(arguments, environment, files, lambda status: asked.send(bytes([status])))
