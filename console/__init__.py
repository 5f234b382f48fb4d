"""Switchroom: a terminal operations console for messaging."""

__version__ = "0.1.0"
