"""Messages between the reading process and a worker: a length of four bytes, then MessagePack."""

from __future__ import annotations

import struct
from typing import IO

import msgspec

from gangmu.source.recognition.model import Seen

_LENGTH = struct.Struct(">I")


class Task(msgspec.Struct, frozen=True, array_like=True):
    """A page to be recognised."""

    width: int
    height: int
    dpi: float
    pixels: bytes


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What was seen, or why nothing was."""

    seen: Seen | None
    failure: str = ""


def send(stream: IO[bytes], message: Task | Answer) -> None:
    """Writes one message."""
    data = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive_task(stream: IO[bytes]) -> Task | None:
    """The next page; None when there are no more."""
    data = _frame(stream)
    return None if data is None else msgspec.msgpack.decode(data, type=Task)


def receive_answer(stream: IO[bytes]) -> Answer | None:
    """The answer to a page; None where the worker has gone."""
    data = _frame(stream)
    return None if data is None else msgspec.msgpack.decode(data, type=Answer)


def _frame(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None
