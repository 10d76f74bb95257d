"""The only room that knows both columns: cells of a map from questions to journeys."""
