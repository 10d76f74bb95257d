"""Which picture an answer is, one module a family of answers."""
