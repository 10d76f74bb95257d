"""Geometry of pictures: what an answer looks like, as plain numbers and texts, and its drawing."""
