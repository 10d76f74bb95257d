"""The five faces of emotion."""


def face(value: float) -> str:
    """Which of five faces an emotion wears; its class name also picks the colour.

    >>> face(-1.3), face(0.2)
    ('n1', 'z0')
    """
    names = ("n2", "n1", "z0", "p1", "p2")
    return names[sum(value >= limit for limit in (-1.5, -0.35, 0.35, 1.5))]
