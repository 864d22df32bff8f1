"""Panels that take frames of bytes, several of them on one line by their addresses."""

import time
from collections.abc import Callable

from ui.wrong import Wrong

from .connections import Connection, drain, open_line
from .content import Message
from .describing import Panel
from .driving import LineLost, NotTaken, written
from .frames import answer, frame
from .lines import Line
from .makes import FrameMake


class FrameDriver:
    """One line; what was said too late is thrown away before the next message."""

    def __init__(self, line: Line, opened: Callable[[Line], Connection] = open_line) -> None:
        self._line = line
        self._opened = opened
        self._connection: Connection | None = None

    def open(self) -> None:
        self.close()
        self._connection = self._opened(self._line)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def send(self, panel: Panel, message: Message) -> None:
        if self._connection is None:
            raise LineLost("the line is not open")
        assert isinstance(panel.make, FrameMake)
        drain(self._connection)
        self._connection.send(frame_of(panel, message))
        self._await_answer(self._connection, panel, panel.make)

    @staticmethod
    def _await_answer(connection: Connection, panel: Panel, make: FrameMake) -> None:
        told = make.answer
        if told is None:
            return
        good = answer(make, told, panel.address, told.good)
        bad = answer(make, told, panel.address, told.bad) if told.bad else None
        heard, end = b"", time.monotonic() + make.timeout_s
        while (left := end - time.monotonic()) > 0:
            heard += connection.receive(left)
            if good in heard:
                return
            if bad is not None and bad in heard:
                raise NotTaken(Wrong("programs.panel.refused"))
        raise NotTaken(
            Wrong("programs.panel.babbles", count=len(heard)) if heard else Wrong("programs.panel.silent")
        )


def frame_of(panel: Panel, message: Message) -> bytes:
    """The frame that puts a message on a panel."""
    assert isinstance(panel.make, FrameMake)
    make, text = panel.make, written(panel, message)[: panel.make.longest_text]
    if not text and make.clear is not None:
        return frame(make, panel.address, make.clear, b"")
    command = make.blink if message.blinks and make.blink is not None else make.show
    return frame(make, panel.address, command, text)
