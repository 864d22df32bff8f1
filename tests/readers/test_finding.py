"""Which reader a word names; a vendor's kit is one like any other."""

from importlib.metadata import EntryPoint

import pytest

from kiosk_client.readers import finding
from kiosk_client.readers.evdev import Evdev
from kiosk_client.readers.finding import known, reader_of
from kiosk_client.readers.read import Kind, Opened, Read


class Kit:
    """A vendor's kit that reads one card."""

    def __init__(self, place: str, kind: Kind) -> None:
        self.place = place
        self.kind = kind

    def open(self) -> Opened:
        return self

    def next_read(self, timeout_s: float) -> Read | None:
        return Read(self.kind, self.place)

    def close(self) -> None:
        """Nothing to let go of."""


def test_an_event_device_is_named_by_its_path_and_what_it_reads() -> None:
    assert isinstance(reader_of("evdev:/dev/input/by-id/usb-a=b-event-kbd=id_card"), Evdev)


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("/dev/input/event0", "not of the form"),
        ("evdev:/dev/input/event0", "not of the form"),
        ("evdev:=qr", "not of the form"),
        ("evdev:/dev/input/event0=face", "'face' is none of qr, id_card"),
        ("evdev:event0=qr", "'event0' is no path"),
        ("acme:usb=qr", "nobody here knows 'acme'"),
    ],
)
def test_another_word_is_refused_with_a_sentence(word: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        reader_of(word)


def test_a_plug_in_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("acme", f"{__name__}:Kit", finding.GROUP)
    monkeypatch.setattr(finding, "entry_points", lambda group: [entry] if group == finding.GROUP else [])
    monkeypatch.setattr(EntryPoint, "load", lambda _self: Kit)
    read = reader_of("acme:usb=id_card", known()).open().next_read(0.0)
    assert read == Read(Kind.ID_CARD, "usb")


def test_a_plug_in_that_cannot_be_loaded_is_named() -> None:
    def broken() -> finding.Makes:
        raise ImportError("no libacme")

    with pytest.raises(ValueError, match="reader 'acme:usb=qr': no libacme"):
        reader_of("acme:usb=qr", {"acme": broken})
