"""Tools without a domain word: identifiers, time, text, locale. Imports nothing of Tropa."""
