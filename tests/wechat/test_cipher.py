"""Messages are hidden as WeChat hides them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.wechat.cipher import Cipher, NotOurs
from queue_server.wechat.signing import is_signed
from tests.wechat.wechat import AES_KEY, APP_ID, filled, framed, hidden, shown

OTHER_KEY = AES_KEY[::-1]
# The example that WeChat publishes with its own code.
EXAMPLE = (
    "hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2L"
    "dJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6u"
    "x5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJ"
    "pXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCz"
    "pu9GhglF2PE="
)


def test_wechats_own_example_is_signed() -> None:
    given = "5d197aaffba7e9b25a30732f161a50dee96bd5fa"
    assert is_signed(given, "spamtest", "1409735669", "1320562132", EXAMPLE)
    assert not is_signed(given, "spamtest", "1409735669", "1320562133", EXAMPLE)


def test_wechats_own_example_is_read() -> None:
    text = Cipher("wx2c2769f8efd9abc2", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG").opened(EXAMPLE)
    assert "<Content><![CDATA[abcdteT]]></Content>" in text.decode()


@given(st.text(max_size=200))
def test_wechat_reads_what_we_hide_and_we_what_it_hides(text: str) -> None:
    assert shown(Cipher(APP_ID, AES_KEY).sealed(text.encode())) == text
    assert Cipher(APP_ID, AES_KEY).opened(hidden(filled(framed(text)))) == text.encode()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(hidden(filled(framed("hi", app_id="wx-somebody-else"))), id="another_account"),
        pytest.param(hidden(filled(framed("hi", app_id=APP_ID + "x"))), id="a_longer_account"),
        pytest.param(hidden(filled(framed("hi")), OTHER_KEY), id="another_key"),
        pytest.param(hidden(bytes(63) + b"\0"), id="filled_with_nothing"),
        pytest.param(hidden(bytes(63) + b"\x21"), id="filled_with_too_much"),
        pytest.param(hidden(bytes(62) + b"\x05\x02"), id="filled_unevenly"),
        pytest.param(hidden(filled(bytes(16) + b"\xff\xff\xff\xff" + b"hi")), id="longer_than_it_is"),
        pytest.param(hidden(b"\x10" * 16), id="nothing_inside"),
        pytest.param("", id="empty"),
        pytest.param("AAAA", id="no_whole_block"),
        pytest.param("not base64!", id="no_base64"),
    ],
)
def test_what_is_not_for_us_is_not_read(text: str) -> None:
    with pytest.raises(NotOurs):
        Cipher(APP_ID, AES_KEY).opened(text)
