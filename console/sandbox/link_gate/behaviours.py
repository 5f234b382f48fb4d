"""What the simulator can be asked to do, by how a refId or a gate's id ends or for every request."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from console.sandbox.behaviour import AskedBehaviour
from console.sandbox.link_gate.codes import ErrorCode


class Behaviour(AskedBehaviour):
    """The values of --gate-always. Without digits: only for every request."""

    HANG = "9920", "written, but the answer does not come"
    ERROR_500 = "9921", "nothing done: HTTP 500 without an error object"
    TRUNCATED = "9922", "what is read breaks off half way"
    NOT_JSON = "9923", "what is read is no JSON"
    RESET = "9924", "written, but the connection is reset before the answer"
    UNAVAILABLE = "9925", "nothing done: HTTP 503 with Retry-After"
    EMPTY = "9926", "what is read is empty"
    HTML = "9927", "nothing done: an HTML page with HTTP 200, as a proxy would give"
    LOST = "9928", "nothing done: the connection is reset"
    GATEWAY_TIMEOUT = "9929", "written, but a proxy answers 504 in its place"
    NO_LOCATION = "9930", "created without a Location header"
    RELATIVE_LOCATION = "9931", "created with a Location that holds a path alone"
    SLOW = "9932", "the answer takes three seconds"
    MISSING_IS_404 = "9933", "PUT and DELETE of a gate that is not there: 404 in place of 405"
    OTHER_SPELLING = "9934", "errors as status, description, transaltedDescription"
    WRAPPED_LIST = "9935", "the list stands in an object, while a gate with such a refId is kept"
    FILLED_IN = "9936", "what a gate leaves out is kept as the document's default"
    TEMPLATE_ALONE = "9937", "its callbacks have no body where there is a template"
    MEDDLED = "9938", "after each time it is read, somebody else changes its throttle"
    LOGIN_IS_403 = "", "a wrong login is 403 in place of 401"


def asked_behaviours(names: Iterable[str], always: Collection[Behaviour] = ()) -> frozenset[Behaviour]:
    """`names` are the refIds and ids that a request speaks of: four last digits of 99xx ask for a behaviour."""
    digits = {name[-4:] for name in names if name[-4:].startswith("99")}
    return frozenset(always) | {behaviour for behaviour in Behaviour if behaviour.digits in digits}


def asked_code(names: Iterable[str]) -> ErrorCode | None:
    """The error code one of the names ends in: `x-103050` gives 103050."""
    endings = {name[-6:] for name in names}
    return next((code for code in ErrorCode if str(code.number) in endings), None)
