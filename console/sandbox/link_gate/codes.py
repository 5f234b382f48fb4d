"""The error codes (Gate API 2.3, "Error Codes"), each with the HTTP status it is told with and what provokes it.

The document prints codes and statuses apart and says of no code what it means. Which status goes with which code, and
which mistake gets which code, is our reading of their names.
"""

from __future__ import annotations

from enum import Enum
from http import HTTPStatus


class ErrorCode(Enum):
    """Code, status, and what provokes it besides its own number (see `behaviours.asked_code`)."""

    UNKNOWN_ERROR = 103000, HTTPStatus.INTERNAL_SERVER_ERROR, "nothing else"
    STORAGE_ERROR = 103050, HTTPStatus.INTERNAL_SERVER_ERROR, "one gate more than the sandbox keeps"
    INVALID_AUTHENTICATION = 103100, HTTPStatus.UNAUTHORIZED, "a missing, wrong or expired login"
    ACCESS_DENIED = 103101, HTTPStatus.FORBIDDEN, "another platform's or partner's id, in the path or the gate"
    INVALID_PLATFORM_ID = 103201, HTTPStatus.BAD_REQUEST, "a platform id that is none"
    INVALID_PARTNER_ID = 103202, HTTPStatus.BAD_REQUEST, "a partner id that is none"
    INVALID_REF_ID = 103211, HTTPStatus.BAD_REQUEST, "a refId that is no text, blank, over 255 long or unprintable"
    DUPLICATE_REF_ID = 103212, HTTPStatus.CONFLICT, "a refId that another gate has"
    INVALID_FORWARDING_OBJECT = 103290, HTTPStatus.BAD_REQUEST, "a destination with a mistake in it"
    MISSING_PARAMETERS = 103300, HTTPStatus.BAD_REQUEST, "a gate without something it needs, a PUT without the id"
    INVALID_ID = 103301, HTTPStatus.BAD_REQUEST, "an id that is none, a POST with one, a PUT with another's"
    INVALID_GATE = 103302, HTTPStatus.BAD_REQUEST, "a body that is no JSON object, or a property with a mistake in it"
    NO_GATES_FOUND = 103303, HTTPStatus.NOT_FOUND, "a list while there is no gate"
    GATE_NOT_FOUND = 103304, HTTPStatus.NOT_FOUND, "a gate that is not there; for PUT and DELETE with status 405"
    ILLEGAL_RETURN_TYPE = 103400, HTTPStatus.BAD_REQUEST, "an Accept header that excludes JSON"

    def __init__(self, number: int, status: HTTPStatus, cause: str) -> None:
        self.number = number
        self.status = status
        self.cause = cause
