"""A map, a comparison and their index as self-contained web pages that work offline."""

from tropa.formats.html.comparison_page import write_comparison_html
from tropa.formats.html.index_page import write_index_html
from tropa.formats.html.map_page import Remark, write_html

__all__ = ["Remark", "write_comparison_html", "write_html", "write_index_html"]
