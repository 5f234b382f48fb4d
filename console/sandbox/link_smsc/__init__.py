"""LINK SMSC Simple HTTP 5.2 as its document describes it, read strictly."""
