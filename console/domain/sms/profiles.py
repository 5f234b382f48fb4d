"""How long an SMS and a part of a joined one may be: the standard's sizes, and each provider's own."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from console.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Profile:
    """Sizes in septets (GSM-7) and UTF-16 code units (UCS-2); `limit` in segments; `document` says so."""

    name: str
    document: str
    gsm_single: int = 160
    gsm_joined: int = 153
    ucs2_single: int = 70
    ucs2_joined: int = 67
    limit: int = 255


STANDARD = Profile(
    name="standard",
    # 140 bytes, of which the header that joins parts takes 6; the header counts parts in one byte.
    document="3GPP TS 23.040, 9.2.3.24.1",
)

_LINK_SMSC = Profile(
    name="link-smsc",
    # 1377 septets are nine times 153, 567 characters nine times 63.
    document="LINK SMSC Simple HTTP 5.2, Query parameters, Userdata",
    ucs2_joined=63,
    limit=9,
)

# Neither prints a size for joined parts or a limit of their number, so the standard's hold.
_LIVELINK = Profile(name="livelink", document="SAP Live Link 365 SMS API v2, livelinkOrderId")
_MOBIVATE = Profile(name="mobivate", document="Mobivate API, Sending SMS messages")

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.name: profile for profile in (STANDARD, _LINK_SMSC, _LIVELINK, _MOBIVATE)}
)


def find_profile(name: str) -> Profile:
    """Raises InvalidInput (field `profile`) naming the known ones."""
    profile = PROFILES.get(name)
    if profile is None:
        near = difflib.get_close_matches(name[:40], PROFILES, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise InvalidInput(
            f"There is no segment profile called '{name[:40]}'.",
            hint=f"{hint}The profiles are {', '.join(PROFILES)}.",
            field="profile",
        )
    return profile
