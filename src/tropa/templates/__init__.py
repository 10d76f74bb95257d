"""Maps to begin with, and the questions to ask customers before drawing: YAML files read into a map or a text."""
