"""What a user may set, as read from `config.toml`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ListenerSettings(_Section):
    host: str = "127.0.0.1"
    """The address the listener binds. Anything but loopback wants a token or Basic auth on every account."""
    port: int = Field(default=8471, ge=0, le=65535)
    """0 takes any free port."""
    public_url: str | None = None
    """How the outside reaches this listener, when something stands in front of it."""
    start_with_console: bool = True
    queue: int = Field(default=10_000, ge=1)
    """Callbacks that may wait to be stored before new ones are refused with 503."""
    connections: int = Field(default=1_000, ge=1)
    body_limit: int = Field(default=1_048_576, ge=1)
    """Bytes."""
    header_timeout: float = Field(default=10.0, gt=0)
    """Seconds a client may take for the head of a request."""
    idle_timeout: float = Field(default=60.0, gt=0)
    """Seconds a connection may rest between requests."""


class SendingSettings(_Section):
    rate: float = Field(default=10.0, gt=0)
    """Requests a second to one account."""
    connect_timeout: float = Field(default=5.0, gt=0)
    read_timeout: float = Field(default=20.0, gt=0)


class ScreenSettings(_Section):
    theme: str = "switchroom-dark"
    mask: bool = False
    """Mask numbers and texts in --json output too."""


class Settings(_Section):
    listener: ListenerSettings = ListenerSettings()
    sending: SendingSettings = SendingSettings()
    screen: ScreenSettings = ScreenSettings()
    keys: dict[str, str] = Field(default_factory=dict)
    """Binding id to key, in place of the default."""
