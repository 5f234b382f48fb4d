"""Gates to test with: the document's example, small ones, and any a hostile wire may hold."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from console.domain.gates.gate import Gate


def destination(url: str = "https://hooks.example.com/dlr", **others: Any) -> dict[str, Any]:
    return {"url": url, "contentType": "application/json", "username": "", "password": "", **others}


def gate(*destinations: dict[str, Any], **others: Any) -> Gate:
    """A gate without findings, but for what is changed in it."""
    return Gate(
        {
            "type": "PARTNER_GATE",
            "id": "abc123E",
            "refId": "TEST",
            "platformId": "MY_PLATFORM",
            "platformPartnerId": "MY_PARTNER",
            "destinations": list(destinations) or [destination()],
            "gateType": "ALL",
            "ttl": 172_800_000,
            "acknowledge": False,
            "throttle": None,
            "customParameters": {},
            **others,
        }
    )


values = st.sampled_from(
    [
        *(None, True, False, 0, 1, -3, 1.5, "", "a", "https://a.example.com/x", [], {}),
        *(["a", {"b": None}], [1, [2]], {"a": {"b": [1]}, "c": ""}, {"c": "", "a": {"b": [True]}}),
        *({"password": "pw"}, {"apiKey": ["k", "l"]}, {"url": "https://u:p@h/?token=t"}),
    ]
)
"""JSON that may stand anywhere, some of it with secrets. Sampled: made from parts it takes many times as long."""

urls = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(["https", "http", "do"]),
    st.sampled_from(["", "ops:pw@", "ops:switchroom-secret:n@"]),
    st.sampled_from(["a.example.com", "b.example.com", "c.example.com:8443"]),
    st.sampled_from(["", "/", "/in", "/dlr/1"]),
    st.sampled_from(["", "?token=t1", "?x=1&api_key=k%20k#f", "?a&pass="]),
)
destinations = st.fixed_dictionaries(
    {"url": urls},
    optional={
        "contentType": st.sampled_from(["application/json", "application/xml", None, "text/plain"]),
        "username": st.sampled_from(["", "ops", None]),
        "password": st.sampled_from(["", "pw", "other", None, 7, "switchroom-secret:n"]),
        "customParameters": st.dictionaries(
            st.sampled_from(["method", "template", "apiKey", "x"]), st.sampled_from(["GET", "PUT", "id=${id}"])
        ),
        "whatever": values,
    },
)
documents = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["PARTNER_GATE", None, 1]),
        "id": st.sampled_from(["g1", "g2", "g3"]),
        "refId": st.sampled_from(["A", "B", "C", None, 5]),
        "platformId": st.just("P"),
        "platformPartnerId": st.just("PP"),
        "destinations": st.lists(destinations, max_size=4) | values,
        "gateType": st.sampled_from(["ALL", "ONE_ORDERED", "ONE_RANDOM", "all", None]),
        "ttl": st.sampled_from([172_800_000, 1000, "60000", -1, None]),
        "acknowledge": st.sampled_from([True, False, None, "true"]),
        "throttle": st.sampled_from([20, 0, None, True]),
        "customParameters": values,
        "unknown": values,
        "token": values,
    },
)
any_gates = documents.map(Gate)

well_formed = st.builds(
    lambda document, listed: Gate({**document, "destinations": listed}),
    documents,
    st.lists(destinations, max_size=4),
)
