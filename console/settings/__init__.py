"""Preferences, paths and secrets."""
