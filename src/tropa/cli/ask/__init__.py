"""`tropa ask`: one question of journeys, from a workspace or straight from a file."""

from importlib import import_module

from tropa.cli.ask.question import app

for _theme in ("paths", "outcomes", "changes", "groups"):  # the order of `tropa ask --help`
    import_module(f"tropa.cli.ask.{_theme}")

__all__ = ["app"]
