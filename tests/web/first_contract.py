"""What the first contract says already, so that docs/contract.md need not say it again."""

ROUTES = frozenset(
    """
    GET /tickets
    GET /tickets/{public_id}
    POST /tickets
    POST /tickets/hand-in
    POST /tickets/{public_id}/cancel
    POST /tickets/{public_id}/class
    POST /tickets/{public_id}/reprint
    POST /tickets/{public_id}/requeue
    POST /tickets/{public_id}/revive
    POST /sessions
    GET /sessions/current
    DELETE /sessions/current
    POST /staff-sessions
    GET /staff-sessions/current
    DELETE /staff-sessions/current
    POST /windows/{n}/next
    POST /windows/{n}/pick
    POST /windows/{n}/recall
    POST /windows/{n}/start
    POST /windows/{n}/missed
    POST /windows/{n}/finish
    POST /windows/{n}/hold
    POST /windows/{n}/resume
    POST /windows/{n}/transfer
    POST /windows/{n}/next-step
    POST /windows/{n}/undo
    POST /windows/{n}/pause
    POST /windows/{n}/unpause
    PATCH /windows/{n}
    GET /windows/{n}/why
    GET /catalogue
    GET /opening
    GET /boards/{room}
    PUT /halls/{hall}/notice
    PUT /halls/{hall}/evacuation
    POST /devices/codes
    POST /devices/enrol
    POST /devices/current/heartbeat
    DELETE /devices/{code}
    """.strip().split("\n    ")
)

ROOMS = frozenset({"hall", "zone", "window", "queue", "ticket", "devices"})

FIELDS = frozenset(
    (
        *("department", "document_checked", "employee_no", "expect", "link", "missed_rule", "outcome"),
        *("password", "pin", "recall", "reprints", "role", "seq", "steps", "take_over", "user"),
    )
)
