"""The columnar form of journeys, how it is built and cut, and the contract of a question."""
