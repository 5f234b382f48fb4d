"""The texts that counting is measured on, at the lengths of an SMS, a long one, and far too long a one."""

from __future__ import annotations

LENGTHS = (160, 1_000, 10_000)

_SOURCES = {
    "plain": "Hej! Din kod är 4711 och den gäller i tio minuter. Svara inte, ring oss i stället. ",
    "extension": "Din order: 12 € [skickad], se {kvitto} på vår sida. Frågor? Ring 070-123 45 67 ~ ",
    "cyrillic": "Ваш код 4711, он действует десять минут. ",
    "emoji": "Din kod 4711 😀 gäller nu. ",
}

KINDS = tuple(_SOURCES)


def text_of(kind: str, length: int) -> str:
    source = _SOURCES[kind]
    return (source * (length // len(source) + 1))[:length]
