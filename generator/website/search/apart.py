"""Work in a process that ends with it, so that neither what it loads nor what it copies of its parent's memory stays.

A process that was forked shares its memory with its parent until it writes to it, and Python writes to whatever it looks at.
So who goes through all records comes to hold a copy of them all, besides what is made of them.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, TypeVar

Result = TypeVar("Result")
_SIZE = struct.Struct("<Q")
CAN_FORK = sys.platform == "linux"
"""macOS has it, but not for whoever has used its libraries."""


def apart(work: Callable[[], Iterable[Result]]) -> Iterator[Result]:
    """What the work yields, one by one, from a process of its own. What it raises is raised here."""
    if not CAN_FORK:
        yield from work()
        return
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _work(work, write_end)
    os.close(write_end)
    try:
        with os.fdopen(read_end, "rb") as source:
            yield from _received(source)
    finally:
        os.waitpid(child, 0)


def _work(work: Callable[[], Iterable[Any]], write_end: int) -> None:
    """In the process that was forked: nothing of what it inherited is closed or written out there."""
    status = 1
    try:
        with os.fdopen(write_end, "wb") as target:
            try:
                for item in work():
                    _send(target, (item, None))
                _send(target, None)
            except Exception as error:  # whatever it is, it is for whoever waits
                _send(target, (None, error))
        status = 0
    finally:
        os._exit(status)


def _send(target: IO[bytes], item: object) -> None:
    content = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
    target.write(_SIZE.pack(len(content)) + content)


def _received(source: IO[bytes]) -> Iterator[Any]:
    while True:
        size = source.read(_SIZE.size)
        if len(size) < _SIZE.size:
            raise RuntimeError("A process that made a part of the search index was ended.")
        sent = pickle.loads(source.read(_SIZE.unpack(size)[0]))  # noqa: S301 - of our own child, by a pipe
        if sent is None:
            return
        item, error = sent
        if error is not None:
            raise error
        yield item
