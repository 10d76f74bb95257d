"""Outside bytes become tables: one module a source, one report an import."""
