"""JSON schemas as people read them: a row per field, a type in a few words."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a schema's table."""

    name: str
    type: str
    required: bool
    meaning: str


def fields_of(schema: dict[str, Any]) -> list[Field]:
    """The fields of an object schema in their order."""
    required = schema.get("required", ())
    return [
        Field(name, type_of(value), name in required, value.get("description", ""))
        for name, value in schema.get("properties", {}).items()
    ]


def type_of(schema: dict[str, Any]) -> str:
    """A type in a few words, such as `list of Step` or `string | null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return repr(schema["const"]).lower()
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(type_of(one) for one in schema["anyOf"])
    if "prefixItems" in schema:
        return "[" + ", ".join(type_of(one) for one in schema["prefixItems"]) + "]"
    if schema.get("type") == "array":
        return f"list of {type_of(schema.get('items', {}))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"map to {type_of(schema['additionalProperties'])}"
    return str(schema.get("format") or schema.get("type") or "any")
