"""Clerks' portraits: small pictures that a browser keeps, since their address changes with their content."""

from flask import Flask, Response, abort, request

from ui.serving import YEAR_S

from .services import Services


def register_photos(app: Flask, services: Services) -> None:
    """Serve what the album has, and nothing else of the disk."""

    def photo(name: str) -> Response:
        content = services.offload(services.photos.picture, name)
        if content is None:
            abort(404)
        response = Response(content, mimetype="image/webp")
        response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        response.set_etag(name.removesuffix(".webp"))
        response.make_conditional(request)
        return response

    app.add_url_rule("/photos/<name>", "photo", photo)
