"""A map as a workbook: a sheet to read and fill (stages across, lanes down), and flat sheets that lose nothing.

`write.write_xlsx` writes one, `read.read_xlsx` reads one back, or a sheet that somebody typed by hand; both modules are
heavy and are imported when they are needed. The conventions of a cell's lines and the rules of reading are in
docs/guide/formats.md.
"""

from tropa.formats.flat.columns import LOSSES

__all__ = ["LOSSES"]
