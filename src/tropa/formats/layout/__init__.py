"""The one layout of a map: where every stage, lane, card, line and word stands, for all drawn formats."""
