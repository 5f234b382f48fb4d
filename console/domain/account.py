"""An account with a provider, without its secrets."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Environment(StrEnum):
    SANDBOX = "sandbox"
    TEST = "test"
    PRODUCTION = "production"


class Account(BaseModel):
    """One set of credentials with one provider.

    `options` holds the provider's non-secret options by the names of the command line (`service_id`, `username`,
    `acknowledge_body`, ...). Secrets are kept elsewhere and are asked for by account and option name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")
    provider: str
    base_url: str
    environment: Environment = Environment.TEST
    read_only: bool = False
    options: dict[str, str] = Field(default_factory=dict)
