"""Documents drawn from the same objects as a map, as pictures: empathy map, impact map, stakeholder map."""
