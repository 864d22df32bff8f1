"""The OpenAPI document, made from the routes, the wire models and the words: it cannot lag behind them."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from ui.words import area, say
from wire.boards import Auth, Pulse, Watch
from wire.errors import ErrorAnswer

from .examples import EXAMPLES
from .page_names import MOST_DIGITS
from .permissions import speakers_of
from .refusals import STATUS
from .routes import Command, Route, Several

API = "/api/v1/centres/{centre}"
REF = "#/components/schemas/{model}"
EVERYWHERE = (ErrorAnswer, Watch, Auth, Pulse)
Schemas = dict[str, dict[str, Any]]
BY_ADDRESS: Schemas = {"n": {"type": "integer", "minimum": 1, "maximum": 10**MOST_DIGITS - 1}}
KINDS: dict[type, dict[str, Any]] = {int: {"type": "integer", "minimum": 0}, str: {"type": "string"}}


def openapi(
    routes: Iterable[Route], language: str, version: str, centres: Sequence[str] = ()
) -> dict[str, Any]:
    """The whole document, its words in one language; `centres` are those of this installation."""
    routes = tuple(routes)
    by_address = BY_ADDRESS | {"centre": {"type": "string"} | ({"enum": [*centres]} if centres else {})}
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(API + route.path, {})[route.method.lower()] = _operation(route, language, by_address)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say("api.title", language),
            "version": version,
            "description": _description(language),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "tags": [{"name": g, "description": say(f"api.group.{g}", language)} for g in groups(routes)],
        "paths": paths,
        "components": {
            "schemas": _schemas(routes),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "x-refusals": refusals(language),
    }


def groups(routes: Iterable[Route]) -> list[str]:
    """The groups in the order of the table."""
    return list(dict.fromkeys(group_of(route) for route in routes))


def group_of(route: Route) -> str:
    """The thing that a route is about."""
    return route.name.partition(".")[0]


def who(route: Route, language: str) -> str:
    """Who may use a route, in words."""
    if route.who.public:
        return say("api.who.anyone", language)
    joint = say("refusals.needs.or", language)
    return joint.join(say(f"refusals.needs.{kind}", language) for kind in route.who.kinds)


def refusals(language: str) -> list[dict[str, Any]]:
    """Every code with its status and its sentence, the values left open."""
    words = area("refusals", language)
    return [{"code": c, "status": s, "message": words[c]} for c, s in sorted(STATUS.items())]


def _description(language: str) -> str:
    rooms = (
        "dalang/hall:N, dalang/zone:N2, dalang/window:17, dalang/queue:..., dalang/ticket:..., "
        "dalang/devices, dalang/desk, dalang/windows, dalang/alarms"
    )
    parts = (
        say("api.intro", language, api=API),
        say("api.keys", language),
        say("api.clocks", language),
        say("api.sockets", language, rooms=rooms),
    )
    return "\n\n".join(parts)


def _operation(route: Route, language: str, by_address: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "tags": [group_of(route)],
        "summary": say(f"api.{route.name}", language),
        "description": f"{say('api.label.who', language)}: {who(route, language)}",
        "parameters": _parameters(route, language, by_address),
        "responses": _responses(route, language),
        "security": [] if route.who.public else [{"token": []}],
        "x-who": [*speakers_of(route)],
    }
    if isinstance(route, Command | Several) and route.method != "DELETE":
        content = {"schema": _reference(route.asks)} | _example(route.asks)
        required = bool(route.asks.model_json_schema().get("required"))
        operation["requestBody"] = {"required": required, "content": {"application/json": content}}
    return operation


def _parameters(route: Route, language: str, by_address: Schemas) -> list[dict[str, Any]]:
    names = ["centre", *re.findall(r"{(\w+)}", route.path)]
    found = [
        _parameter(name, "path", language, by_address.get(name, {"type": "string"}), required=True)
        for name in names
    ]
    found += [_parameter(name, "query", language, KINDS[kind]) for name, kind in route.query.items()]
    if isinstance(route, Command | Several):
        schema = {"type": "string", "minLength": 1, "maxLength": 200}
        needed = isinstance(route, Command) and route.key_needed
        found.append(_parameter("Idempotency-Key", "header", language, schema, required=needed, words="key"))
    languages = {"type": "string", "examples": ["zh", "en"]}
    found.append(_parameter("Accept-Language", "header", language, languages, words="language"))
    return found


def _parameter(
    name: str, place: str, language: str, schema: dict[str, Any], *, required: bool = False, words: str = ""
) -> dict[str, Any]:
    description = say(f"api.parameter.{words or name}", language)
    return {"name": name, "in": place, "required": required, "description": description, "schema": schema}


def _responses(route: Route, language: str) -> dict[str, Any]:
    done: dict[str, Any] = {"description": say("api.success", language)}
    if route.answers is not None:
        done["content"] = {route.answers_as: {"schema": _reference(route.answers)} | _example(route.answers)}
    responses = {str(route.status): done}
    if isinstance(route, Command) and route.status == 201:
        responses["200"] = done
    refused = {
        "description": say("api.refusal", language),
        "content": {"application/json": {"schema": _reference(ErrorAnswer)} | _example(ErrorAnswer)},
    }
    return responses | {str(status): refused for status in refused_with(route)}


def refused_with(route: Route) -> list[int]:
    """The statuses of the refusals that a route may meet, in order."""
    found = {400, 404, 405, 429, 500, 503}
    changes = isinstance(route, Command | Several)
    found |= {409, 413, 415, 422} if changes else set()
    found |= {422} if route.query else set()
    found |= {401} if changes else set()  # a token that is no longer good, also where none is needed
    found |= set() if route.who.public else {401, 403}
    found |= set(route.also)
    return sorted(found)


def _example(model: Any) -> dict[str, Any]:
    name = getattr(model, "__name__", "")
    return {"example": EXAMPLES[name]} if name in EXAMPLES else {}


def _reference(model: Any) -> dict[str, Any]:
    if isinstance(model, type) and issubclass(model, BaseModel):
        return {"$ref": REF.format(model=model.__name__)}
    schema = TypeAdapter(model).json_schema(ref_template=REF)
    schema.pop("$defs", None)
    return schema


def _schemas(routes: Iterable[Route]) -> dict[str, Any]:
    models: set[type[BaseModel]] = {*EVERYWHERE, *(model for route in routes for model in _models(route))}
    ordered = sorted(models, key=lambda m: m.__name__)
    asked: list[tuple[Any, Literal["validation", "serialization"]]] = [(m, "validation") for m in ordered]
    _, document = models_json_schema(asked, ref_template=REF)
    schemas: dict[str, Any] = document["$defs"]
    schemas["Error"]["properties"]["code"]["enum"] = sorted(STATUS)
    return dict(sorted(schemas.items()))


def _models(route: Route) -> list[type[BaseModel]]:
    named = [route.asks] if isinstance(route, Command | Several) else []
    answers = getattr(route.answers, "__args__", (route.answers,))
    return [m for m in (*named, *answers) if isinstance(m, type) and issubclass(m, BaseModel)]
