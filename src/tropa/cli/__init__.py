"""The terminal door: one module a command; parse, call, print."""

from tropa.cli.main import app, main

__all__ = ["app", "main"]
