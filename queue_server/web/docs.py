"""The documentation: for machines at /api/openapi.json, for people at /api/docs, without any script."""

import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from jinja2 import Environment, FileSystemLoader

from ui.words import area, best_language, languages, say

from .answers import encode, json_answer
from .examples import EXAMPLES
from .openapi import groups, openapi, who
from .routes import Route
from .schemas_shown import fields_of, type_of
from .services import Services

DIALECT = "https://json-schema.org/draft/2020-12/schema"
HERE = Path(__file__).parent / "api_docs"


def register_docs(app: Flask, services: Services, routes: tuple[Route, ...]) -> None:
    """Add the four addresses of the documentation; each is made once per language."""

    @cache
    def document(language: str) -> dict[str, Any]:
        made = openapi(routes, language, _version(), services.centres())
        return made | {"servers": [{"url": services.settings.base_url.rstrip("/") or "/"}]}

    @cache
    def page(language: str) -> str:
        return _page(document(language), routes, language)

    app.add_url_rule(
        "/api/openapi.json", "openapi", lambda: _kept(json_answer(encode(document(_language()))))
    )
    app.add_url_rule("/api/docs", "docs", lambda: _kept(Response(page(_language()), mimetype="text/html")))
    app.add_url_rule(
        "/api/rating-export.schema.json", "rating_export", lambda: _kept(json_answer(_export_schema()))
    )
    style = (HERE / "docs.css").read_text(encoding="utf-8")
    app.add_url_rule("/api/docs.css", "docs_css", lambda: _kept(Response(style, mimetype="text/css")))


def _page(document: dict[str, Any], routes: tuple[Route, ...], language: str) -> str:
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True)
    environment.globals.update(fields_of=fields_of, type_of=type_of, examples=EXAMPLES)
    environment.filters["as_json"] = lambda value: json.dumps(value, ensure_ascii=False, indent=2)
    others = [one for one in languages() if one != language]
    return environment.get_template("docs.html").render(
        document=document,
        groups=groups(routes),
        who={route.name: who(route, language) for route in routes},
        words=area("api", language),
        say=lambda key: say(f"api.{key}", language),
        language=language,
        other=others[0],
    )


@cache
def _export_schema() -> str:
    """The schema of what a rating platform is sent; its models are not made at every start."""
    from wire.rating_export import EXPORT

    return encode({"$schema": DIALECT, "title": "yimen-rating/1", **EXPORT.json_schema()})


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Vary"] = "Accept-Language"
    return response


def _language() -> str:
    return best_language(request.args.get("lang") or request.accept_languages.best_match(languages()))


def _version() -> str:
    try:
        return version("yimen")
    except PackageNotFoundError:
        return "0"
