"""A map as bytes, one module a format."""
