"""Small random systems, bounded so that the oracle can walk through every point."""

from hypothesis import strategies as st

from antigone.account.solve import System


@st.composite
def systems(draw: st.DrawFn, labels: int = 5, width: int = 4, reach: int = 4) -> System:
    """A system of at most `width` columns from 0 to `reach`, with labelled and structural rows."""
    system = System()
    columns = draw(st.integers(1, width))
    for i in range(columns):
        low = draw(st.integers(0, 1))
        system.add_column(f"x{i}", low, draw(st.integers(low, reach)))
    names = [f"s{i}" for i in range(labels)]
    for _ in range(draw(st.integers(1, labels + 3))):
        chosen = draw(st.lists(st.integers(0, columns - 1), min_size=1, max_size=columns, unique=True))
        coefficients = {c: draw(st.sampled_from([1, 1, 1, -1, -1, 2, -2, 3])) for c in chosen}
        low = draw(st.none() | st.integers(-4, 9))
        high = draw(st.none() | st.integers(-4, 9))
        system.add_row(coefficients, low, high, draw(st.sets(st.sampled_from(names), max_size=2)))
    return system


@st.composite
def objectives(draw: st.DrawFn, system: System) -> dict[int, int]:
    """A sum of some of the columns."""
    columns = st.integers(0, len(system.columns) - 1)
    return draw(st.dictionaries(columns, st.sampled_from([1, 1, -1, 2, 3]), min_size=1))
