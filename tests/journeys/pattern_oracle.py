"""What a pattern means, in slow plain Python: every way to read it, tried from every place."""

from collections.abc import Iterator

from hypothesis import strategies as st

from tropa.journeys.pattern_syntax import Chain, Choice, Gap, One, Part, Repeat

Event = tuple[str, int]


def events_until(part: Part, journey: list[Event], touchpoints: str = "abcd") -> int:
    """The fewest events read when the pattern is met, −1 where it never is."""
    return min(events_read(part, journey, touchpoints), default=-1)


def events_read(part: Part, journey: list[Event], touchpoints: str = "abcd") -> set[int]:
    """How many events can be read when the pattern is met."""
    times = [time for _, time in journey] or [0]
    word = [("(start)", times[0]), *journey, ("(end)", times[-1])]
    ends = [end for begin in range(len(word) + 1) for end in ends_of(part, word, begin, touchpoints)]
    return {max(min(end - 1, len(journey)), 0) for end in ends}


def ends_of(part: Part, word: list[Event], at: int, touchpoints: str) -> Iterator[int]:
    """Everywhere the part may end that begins at `at`."""
    if isinstance(part, One):
        if at < len(word) and reads(part, word[at][0], touchpoints):
            yield at + 1
    elif isinstance(part, Choice):
        for option in part.options:
            yield from ends_of(option, word, at, touchpoints)
    elif isinstance(part, Repeat):
        yield from repeats(part, word, at, touchpoints)
    else:
        yield from chain_ends(part, word, at, touchpoints)


def repeats(part: Repeat, word: list[Event], at: int, touchpoints: str) -> Iterator[int]:
    reached, done = {at}, 0
    while reached and (part.most is None or done <= part.most) and done <= len(word) + part.least:
        if done >= part.least:
            yield from reached
        reached = {end for begin in reached for end in ends_of(part.part, word, begin, touchpoints)}
        done += 1


def chain_ends(part: Chain, word: list[Event], at: int, touchpoints: str) -> Iterator[int]:
    reached = set(ends_of(part.parts[0], word, at, touchpoints))
    for one, gap in zip(part.parts[1:], part.gaps, strict=True):
        begins = {
            (end, begin)
            for end in reached
            for begin in ([end] if gap is None else range(end, len(word)))
            if gap is None or allowed(gap, word, end - 1, begin)
        }
        reached = {end for _, begin in begins for end in ends_of(one, word, begin, touchpoints)}
    yield from reached


def allowed(gap: Gap, word: list[Event], left: int, right: int) -> bool:
    between = (word[right][1] - word[left][1]) * 1_000_000
    return gap.least_steps <= right - left <= gap.most_steps and gap.least_time <= between <= gap.most_time


def reads(one: One, name: str, touchpoints: str) -> bool:
    if one.edge:
        return name == f"({one.edge})"
    return name in touchpoints and (name in {named.text for named in one.names}) != one.negated


NAMES = st.sampled_from("abcd")
SETS = st.builds(
    lambda sign, names: f"[{sign}{'|'.join(names)}]",
    st.sampled_from(["", "^"]),
    st.lists(NAMES, min_size=1, max_size=3),
)
ONES = st.one_of(NAMES, st.just("."), SETS, st.sampled_from(["(start)", "(end)"]))
TIMES = st.sampled_from(["*", "+", "?", "{2}", "{1,}", "{,2}", "{1,3}"])
STEPS = st.sampled_from(["<=1", "<=2", "<3", ">=2", ">1"])
SECONDS = st.sampled_from(["<=3s", "<2s", ">=1s", ">2s", "<=0s"])
GAPS = st.one_of(STEPS, SECONDS, st.tuples(STEPS, SECONDS).map(",".join)).map(lambda limits: f"-{{{limits}}}->")


def chains(parts: st.SearchStrategy[str], links: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Two or three parts with links between them."""
    return st.tuples(parts, links, parts).map("".join) | st.tuples(parts, links, parts, links, parts).map("".join)


def patterns(links: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Written patterns of all forms; those with a gap beside a part that may be missing are not valid."""
    return st.recursive(
        ONES,
        lambda inner: st.one_of(
            st.tuples(inner, TIMES).map(lambda two: f"({two[0]}){two[1]}"),
            chains(inner.map(lambda one: f"({one})"), links),
            st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        ),
        max_leaves=6,
    )
