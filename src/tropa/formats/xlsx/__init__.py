"""A map as a workbook: a sheet to read and fill (stages across, lanes down), and flat sheets that lose nothing.

`write.write_xlsx` writes one, `read.read_xlsx` reads one back, or a sheet that somebody typed by hand. The conventions
of a cell's lines and the rules of reading are in docs/guide/formats.md.
"""
