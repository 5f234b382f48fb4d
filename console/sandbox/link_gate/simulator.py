"""The endpoints: takes requests for gates, and answers as the document says ("Methods", "HTTP Methods, statuses")."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from console.sandbox.json_body import object_in, read_body
from console.sandbox.link_gate import answers
from console.sandbox.link_gate.authentication import Credentials, Refused, Tokens
from console.sandbox.link_gate.behaviours import Behaviour, asked_behaviours, asked_code
from console.sandbox.link_gate.call import Call, read_call, takes_json
from console.sandbox.link_gate.codes import ErrorCode
from console.sandbox.link_gate.gates import Full, Gate, Gates
from console.sandbox.link_gate.rules import first_mistake, is_gate_id, is_identifier, is_ref_id

PROVIDER = "link-gate"
PATH = "/gate"
TOKEN_PATH = "/auth/token"  # noqa: S105 - a path

_LARGEST_BODY = 65_536
_DEFAULTS = {"refId": None, "ttl": 172_800_000, "acknowledge": False, "throttle": None}
_METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Conduct:
    """How this simulator behaves where the request does not say otherwise. `token_life` in seconds."""

    always: frozenset[Behaviour] = frozenset()
    token_life: float = 3599
    token_under_gate: bool = False


class _Refusal(Exception):
    """`reason` is for whoever reads the sandbox's output."""

    def __init__(self, code: ErrorCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class LinkGate:
    """The API to one partner's gates. `url` is its base URL; `follow` is called before the gates are looked at; `tell`
    gets a line per request."""

    def __init__(
        self,
        url: str,
        credentials: Credentials,
        conduct: Conduct,
        gates: Gates,
        follow: Callable[[], None],
        tell: Callable[[str], None],
    ) -> None:
        self._url = url
        self._credentials = credentials
        self._conduct = conduct
        self._gates = gates
        self._follow = follow
        self._tell = tell
        self._tokens = Tokens(credentials, conduct.token_life, time.monotonic)

    def routes(self) -> list[Route]:
        """The token endpoint stands at the root of the host, or under the service's path where it was asked to."""
        token_path = f"{PATH}{TOKEN_PATH}" if self._conduct.token_under_gate else TOKEN_PATH
        return [
            Route(token_path, self.grant, methods=["POST"]),
            Route(f"{PATH}/{{rest:path}}", self.answer, methods=_METHODS),
        ]

    async def grant(self, request: Request) -> Response:
        """Answer one request for a token."""
        form = await read_body(request, _LARGEST_BODY)
        token = self._tokens.grant(request.headers.get("content-type", ""), form or b"")
        if isinstance(token, Refused):
            self._tell(f"token refused: {token.error}")
            return JSONResponse({"error": token.error}, status_code=token.status)
        self._tell("token given")
        life = int(self._tokens.life)
        return JSONResponse(
            {"access_token": token, "token_type": "Bearer", "expires_in": life}, headers={"Cache-Control": "no-store"}
        )

    async def answer(self, request: Request) -> Response:
        """Answer one request for a gate or several."""
        path = request.scope["raw_path"].decode("ascii", "replace")[len(PATH) :]
        call = read_call(request.method, path)
        if call is None:
            return PlainTextResponse("Not Found", status_code=404)
        if isinstance(call, str):
            return PlainTextResponse("Method Not Allowed", status_code=405, headers={"Allow": call})
        try:
            body = await read_body(request, _LARGEST_BODY)
        except ClientDisconnect:
            return Response()
        self._follow()
        given = object_in(body) if call.writes_gate else None
        asked = asked_behaviours(self._names(call, given), self._conduct.always)
        said = f"{request.method} {path}"
        try:
            self._admit(request, call)
            fault = answers.in_place_of_work(asked, request)
            if fault is not None:
                self._tell(f"{said}: fault before anything was done")
                return fault
            answer = self._carry_out(call, given, asked)
        except _Refusal as refusal:
            self._tell(f"{said}: refused with {refusal.code.number} {refusal.code.name}: {refusal.reason}")
            answer = answers.error(refusal.code, asked, _status(refusal.code, request.method, asked))
        else:
            self._tell(f"{said}: {answer.status_code}")
        return await answers.in_place_of_answering(asked, request, answer)

    def _names(self, call: Call, given: Gate | None) -> Collection[str]:
        """The refIds and ids a request speaks of."""
        kept = self._gates.get(call.gate_id) if call.gate_id else None
        names = [call.gate_id, call.ref_id]
        names += [gate.get("refId") for gate in (kept, given) if gate is not None]
        return [name for name in names if isinstance(name, str)]

    def _admit(self, request: Request, call: Call) -> None:
        """Login first, then the path. Raises _Refusal."""
        if not self._tokens.admit(request.headers.get("authorization", "")):
            raise _Refusal(ErrorCode.INVALID_AUTHENTICATION, "the login is missing, wrong or has expired")
        if call.platform_id is not None:
            if not is_identifier(call.platform_id):
                raise _Refusal(ErrorCode.INVALID_PLATFORM_ID, "the path's platform id is none")
            if not is_identifier(call.partner_id):
                raise _Refusal(ErrorCode.INVALID_PARTNER_ID, "the path's partner id is none")
            self._check_owner(call.platform_id, call.partner_id)
        if call.gate_id is not None and not is_gate_id(call.gate_id):
            raise _Refusal(ErrorCode.INVALID_ID, "the path's id is none")
        if call.ref_id is not None and not is_ref_id(call.ref_id):
            raise _Refusal(ErrorCode.INVALID_REF_ID, "the path's refId is none")
        if call.method == "GET" and not takes_json(request.headers.get("accept", "*/*")):
            raise _Refusal(ErrorCode.ILLEGAL_RETURN_TYPE, "JSON is not accepted, and there is nothing else")
        content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if call.writes_gate and content_type != "application/json":
            raise _Refusal(ErrorCode.INVALID_GATE, "the body's content type is not application/json")

    def _check_owner(self, platform_id: object, partner_id: object) -> None:
        if (platform_id, partner_id) != (self._credentials.platform_id, self._credentials.partner_id):
            raise _Refusal(ErrorCode.ACCESS_DENIED, "the platform or partner is somebody else's")

    def _carry_out(self, call: Call, given: Gate | None, asked: frozenset[Behaviour]) -> Response:
        code = asked_code(self._names(call, given))
        if code is not None:
            raise _Refusal(code, "as its number asks")
        if call.method == "POST":
            return self._add(given, asked)
        if call.gate_id is None and call.ref_id is None:
            return self._list(asked)
        if call.method == "GET":
            kept = self._gates.get(call.gate_id) if call.gate_id is not None else self._gates.called(call.ref_id or "")
            if kept is None:
                raise _Refusal(ErrorCode.GATE_NOT_FOUND, "there is no such gate")
            if Behaviour.MEDDLED in asked:
                self._gates.replace({**kept, "throttle": (kept.get("throttle") or 0) % 1_000 + 1})
            return JSONResponse(kept)
        kept = self._gates.get(call.gate_id or "")
        if kept is None:
            raise _Refusal(ErrorCode.GATE_NOT_FOUND, "there is no such gate")
        if call.method == "PUT":
            self._replace(call, kept, given, asked)
        else:
            self._gates.remove(kept["id"])
        return Response(status_code=HTTPStatus.NO_CONTENT)

    def _add(self, given: Gate | None, asked: frozenset[Behaviour]) -> Response:
        gate = self._checked(given, asked)
        if gate.get("id") not in (None, ""):
            raise _Refusal(ErrorCode.INVALID_ID, "a new gate has its id already")
        self._check_name(gate, None)
        try:
            gate_id = self._gates.add(gate)
        except Full:
            raise _Refusal(ErrorCode.STORAGE_ERROR, "there is no room for another gate") from None
        whole = (
            f"{self._url}/partnergate/platform/{gate['platformId']}/partner/{gate['platformPartnerId']}/id/{gate_id}"
        )
        headers = {"Location": whole}
        if Behaviour.RELATIVE_LOCATION in asked:
            headers = {"Location": whole[whole.index(PATH) :]}
        if Behaviour.NO_LOCATION in asked:
            headers = {}
        return Response(status_code=HTTPStatus.CREATED, headers=headers)

    def _list(self, asked: frozenset[Behaviour]) -> Response:
        gates = self._gates.all()
        if not gates:
            raise _Refusal(ErrorCode.NO_GATES_FOUND, "there are no gates")
        names = [gate.get("refId") or "" for gate in gates]
        if Behaviour.WRAPPED_LIST in asked | asked_behaviours(names):
            return JSONResponse({"partnerGates": gates})
        return JSONResponse(gates)

    def _replace(self, call: Call, kept: Gate, given: Gate | None, asked: frozenset[Behaviour]) -> None:
        gate = self._checked(given, asked)
        if gate.get("id") in (None, ""):
            raise _Refusal(ErrorCode.MISSING_PARAMETERS, "the gate does not include its id")
        if gate["id"] != call.gate_id:
            raise _Refusal(ErrorCode.INVALID_ID, "the gate's id is not that of the path")
        self._check_name(gate, kept["id"])
        self._gates.replace(gate)

    def _checked(self, given: Gate | None, asked: frozenset[Behaviour]) -> Gate:
        if given is None:
            raise _Refusal(ErrorCode.INVALID_GATE, "the body is no JSON object in UTF-8 of at most 64 KiB")
        mistake = first_mistake(given)
        if mistake is not None:
            raise _Refusal(*mistake)
        self._check_owner(given["platformId"], given["platformPartnerId"])
        if Behaviour.FILLED_IN not in asked:
            return given
        return {**given, **{key: value for key, value in _DEFAULTS.items() if given.get(key) is None}}

    def _check_name(self, gate: Gate, own_id: str | None) -> None:
        if gate.get("refId") is None:
            return
        other = self._gates.called(gate["refId"])
        if other is not None and other["id"] != own_id:
            raise _Refusal(ErrorCode.DUPLICATE_REF_ID, "another gate has this refId")


def _status(code: ErrorCode, method: str, asked: frozenset[Behaviour]) -> HTTPStatus:
    """The document's status for a missing gate depends on the method; our own readings depend on what was asked for."""
    if code is ErrorCode.GATE_NOT_FOUND and method != "GET" and Behaviour.MISSING_IS_404 not in asked:
        return HTTPStatus.METHOD_NOT_ALLOWED
    if code is ErrorCode.INVALID_AUTHENTICATION and Behaviour.LOGIN_IS_403 in asked:
        return HTTPStatus.FORBIDDEN
    return code.status
