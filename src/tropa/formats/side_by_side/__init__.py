"""Maps side by side: two versions with all that changed, several segments, as is and to be with the gap."""

from tropa.formats.side_by_side.writing import SUFFIXES, data_side_by_side, write_diff, write_side_by_side

__all__ = ["SUFFIXES", "data_side_by_side", "write_diff", "write_side_by_side"]
