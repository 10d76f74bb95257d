"""One module a question: XQuestion → XAnswer."""
