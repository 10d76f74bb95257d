"""tropa.yaml: sources, touchpoint rules, stages, goal, segments, personas; and how a first one is proposed."""
