"""Rows about what people come for: the doors of the kiosk's first page."""

from queue_server.domain.catalogue import Theme

from .problems import Fault
from .rows import Row
from .sheets import Sheet, Source

KINDS = ("home", "large")


def read_themes(source: Source) -> Sheet[str, Theme]:
    """Themes, each of departments or queues; two of one hall and page never bear one name."""
    tables = source.tables

    def make(row: Row, code: str) -> Theme:
        theme = Theme(
            code,
            names=row.names(source.languages),
            hall=row.ref("hall", tables["halls.csv"]),
            kind=row.one_of("kind", KINDS),
            icon=row.code("icon"),
            departments=row.refs("departments", tables["departments.csv"])
            if row.maybe("departments")
            else (),
            queues=row.refs("queues", tables["queues.csv"]) if row.maybe("queues") else (),
        )
        if not theme.departments and not theme.queues:
            row.note("queues", Fault.EMPTY)
        return theme

    themes = source.sheet("themes.csv", lambda row: row.code("code"), make)
    source.named_alone(themes, lambda theme: theme.names, lambda theme: f"{theme.kind} {theme.hall}")
    return themes
