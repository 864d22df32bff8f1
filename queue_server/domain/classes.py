"""Visitor classes: who is favoured by a head start."""

from enum import StrEnum


class VisitorClass(StrEnum):
    """One class per ticket; its head start in seconds stands in policy.toml."""

    ORDINARY = "ordinary"
    APPOINTMENT = "appointment"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    MATERNITY = "maternity"
    SERVICEMAN = "serviceman"
    RETURNING = "returning"
