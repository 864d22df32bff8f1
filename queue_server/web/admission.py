"""Admission: the caller of a request against the permission of its route."""

from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Token

from .access import admit
from .routes import Call, Route


def admitted(hall: Hall, call: Call, route: Route) -> Token | None:
    """The caller's token, if it may use the route. Raises NotSignedIn or NotPermitted."""
    return admit(
        hall,
        call.secret,
        route.who,
        call.path,
        real_now=call.real_now,
        staff_session_s=call.services.settings.staff_session_s,
    )
