"""QR codes on pages: one maker for all of them, which draws each address once."""

import io
from functools import lru_cache
from typing import Any

from flask import Response

from ui.serving import secured

from .services import Services

KEPT = 2000
"""How many pictures are kept, some 10 kB each."""
KEPT_S = 3600
"""How long a browser may keep one."""


def qr_answer(services: Services, path: str, *, shared: bool) -> Response:
    """The picture that leads to a path of this site; `shared`: whether anybody on the way may keep it.

    Drawing takes milliseconds and leaves the loop for a native thread.
    """
    address = services.settings.base_url.rstrip("/") + path
    answer = secured(Response(services.offload(qr_svg, address), mimetype="image/svg+xml"))
    answer.headers["Cache-Control"] = f"{'public' if shared else 'private'}, max-age={KEPT_S}"
    return answer


@lru_cache(maxsize=KEPT)
def qr_svg(text: str) -> bytes:
    """A QR code with error correction M and its quiet zone of four modules."""
    from qrcode import QRCode  # not at the top: a start does without
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.image.svg import SvgPathImage

    code: QRCode[Any] = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    out = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(out)
    return out.getvalue()
