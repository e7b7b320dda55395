"""Antigone keeps the account of the dead of an event."""

__version__ = "0.1.0"
