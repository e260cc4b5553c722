"""Standard output and error that a reader may leave, or that nothing can be written to."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast


class _Output(io.FileIO):
    """A standard stream: what its reader no longer takes is dropped, and nobody is at fault.

    With ``lenient`` nothing is: there is nowhere to say so.
    """

    def __init__(self, number: int, lenient: bool) -> None:
        super().__init__(number, "w", closefd=False)
        self._lenient = lenient

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """As any file's; raises OSError, once, where it is full."""
        try:
            return super().write(data)
        except OSError as fault:
            # Whatever is still buffered would fail again when Python ends.
            _put_nothing_at(self.fileno())
            if not (self._lenient or isinstance(fault, BrokenPipeError)):
                why = f"standard output: {fault.strerror}"
                raise OSError(fault.errno, why) from None
            return len(data)


@contextmanager
def standard_streams() -> Iterator[None]:
    """Let a reader of what the block prints leave when it likes: ``| head`` is no fault.

    Streams that somebody has put in the place of the process's own are left alone. Where the
    process was started without one, no file that is opened later takes its number.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            _put_nothing_at(number)
    before = sys.stdout, sys.stderr
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout is sys.__stdout__:
        sys.stdout = _text(sys.stdout, 1, lenient=False)
    if isinstance(sys.stderr, io.TextIOWrapper) and sys.stderr is sys.__stderr__:
        sys.stderr = _text(sys.stderr, 2, lenient=True)
    try:
        yield
    finally:
        for stream, own in zip((sys.stdout, sys.stderr), before, strict=True):
            if stream is not own and stream is not None:
                with suppress(OSError):
                    stream.flush()
        sys.stdout, sys.stderr = before


def _text(stream: io.TextIOWrapper, number: int, lenient: bool) -> io.TextIOWrapper:
    """A text stream in the place of ``stream``; a sign that its encoding lacks is spelt out."""
    stream.flush()
    errors = "backslashreplace" if stream.errors in (None, "strict") else stream.errors
    return io.TextIOWrapper(
        io.BufferedWriter(cast(io.RawIOBase, _Output(number, lenient))),
        encoding=stream.encoding,
        errors=errors,
        line_buffering=True,
    )


def _put_nothing_at(number: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    if nothing != number:
        os.dup2(nothing, number)
        os.close(nothing)
