"""The catalogue of what customers speak of: themes with seed words in three languages, editable."""
