"""A map, a comparison and their index as self-contained web pages that work offline."""

from tropa.formats.html.map_page import Remark, write_html

__all__ = ["Remark", "write_html"]
