"""A map as Markdown that GitHub shows well."""

from tropa.formats.markdown.document import write_markdown
from tropa.formats.markdown.escaping import escaped

__all__ = ["escaped", "write_markdown"]
