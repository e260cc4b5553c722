"""An interval holds every exact result of values within its inputs, and nothing it need not."""

from __future__ import annotations

import decimal
from fractions import Fraction as F
from itertools import product
from operator import add, mul, sub, truediv

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crossfoot.diagnostics import InvalidValue
from crossfoot.quantity.compare import compare_interval, compare_rounded
from crossfoot.quantity.interval import Interval, maximum, minimum
from crossfoot.quantity.power import interval_power

numbers = st.one_of(
    st.integers(-4, 4).map(F),
    st.fractions(min_value=-50, max_value=50, max_denominator=40),
)
OPERATIONS = {"+": add, "-": sub, "*": mul, "/": truediv}


@st.composite
def intervals(draw, of=numbers, endless=True):
    low, high = sorted((draw(of), draw(of)))
    if low == high:
        return Interval.point(low)
    kinds = ["closed", "open", "none"] if endless else ["closed", "open"]
    left, right = draw(st.sampled_from(kinds)), draw(st.sampled_from(kinds))
    return Interval(
        None if left == "none" else low,
        None if right == "none" else high,
        left == "open",
        right == "open",
    )


@st.composite
def divisors(draw):
    """Surely above or surely below zero."""
    interval = draw(intervals(of=numbers.map(lambda v: abs(v) + F(1, 40))))
    interval = Interval(interval.low or F(1, 50), interval.high, interval.low_open)
    return draw(st.sampled_from([interval, -interval]))


def clipped(interval: Interval, room: F = F(1000)) -> tuple[F, F]:
    """Ends to draw between, where an end is missing a wide one."""
    low, high = interval.low, interval.high
    if low is None:
        low = (F(0) if high is None else high) - room
    if high is None:
        high = low + 2 * room
    return low, high


@st.composite
def values(draw, interval: Interval):
    """A value inside: the ends where they belong to it, values near them, and any between."""
    low, high = clipped(interval)
    step = (high - low) * draw(
        st.sampled_from([F(0), F(1), F(1, 10**9), 1 - F(1, 10**9)])
        | st.fractions(min_value=0, max_value=1, max_denominator=1000)
    )
    value = low + step
    return value if interval.contains(value) else (low + high) / 2


@st.composite
def held(draw, **kind):
    interval = draw(intervals(**kind))
    return interval, draw(values(interval))


def corners(*inputs: Interval) -> list[tuple[F, ...]]:
    """Values at or very near every combination of ends, far out where an end is missing."""
    near = F(1, 10**30)
    sides = []
    for interval in inputs:
        low, high = clipped(interval, F(10**30))
        inner = [low, high, low + near, high - near, F(0), near, -near]
        sides.append([v for v in inner if interval.contains(v)])
    return list(product(*sides))


@pytest.mark.parametrize("sign", OPERATIONS)
@given(data=st.data())
def test_an_interval_holds_every_exact_result(sign, data):
    a, b = data.draw(intervals()), data.draw(divisors() if sign == "/" else intervals())
    x, y = data.draw(values(a)), data.draw(values(b))
    operation = OPERATIONS[sign]
    assert operation(a, b).contains(operation(x, y)), f"{x} {sign} {y} is not in {operation(a, b)}"


@pytest.mark.parametrize("sign", OPERATIONS)
@given(data=st.data())
def test_an_interval_is_no_wider_than_its_ends_need(sign, data):
    a, b = data.draw(intervals()), data.draw(divisors() if sign == "/" else intervals())
    operation = OPERATIONS[sign]
    result = operation(a, b)
    reached = [operation(x, y) for x, y in corners(a, b)]
    for end, is_open, closest in (
        (result.low, result.low_open, min(reached)),
        (result.high, result.high_open, max(reached)),
    ):
        if end is None:
            assert abs(closest) > 10**20, f"{a} {sign} {b} has no end at {closest}"
        else:
            assert abs(end - closest) < F(1, 10**15), f"{end} is never neared by {a} {sign} {b}"
            if not is_open:
                assert end in reached, f"{end} is closed in {a} {sign} {b} but never reached"


@given(held())
def test_the_size_of_a_value_lies_in_the_size_of_its_interval(pair):
    interval, value = pair
    assert abs(interval).contains(abs(value))
    assert (-interval).contains(-value)
    assert abs(interval).low is not None and abs(interval).low >= 0


def test_the_size_is_open_only_where_neither_end_reaches_it():
    assert abs(Interval(F(-2), F(2), True, False)) == Interval(F(0), F(2))
    assert abs(Interval(F(-2), F(2), True, True)) == Interval(F(0), F(2), False, True)
    assert abs(Interval(F(-3), F(2), True, False)) == Interval(F(0), F(3), False, True)
    assert abs(Interval(F(-3), None)) == Interval(F(0), None)


@given(st.lists(held(), min_size=1, max_size=4))
def test_the_least_and_the_greatest_lie_in_their_intervals(pairs):
    everything, inside = zip(*pairs, strict=True)
    assert minimum(everything).contains(min(inside))
    assert maximum(everything).contains(max(inside))


@given(st.lists(intervals(), min_size=1, max_size=3))
def test_the_greatest_is_no_wider_than_it_need_be(items):
    result, reached = maximum(items), [max(values) for values in corners(*items)]
    if result.low is not None:
        assert abs(result.low - min(reached)) < F(1, 10**15)
        assert result.low_open or result.low in reached
    if result.high is not None:
        assert abs(result.high - max(reached)) < F(1, 10**15)
        assert result.high_open or result.high in reached


@given(held(), st.integers(-6, 6))
def test_a_whole_power_holds_every_power(pair, n):
    interval, value = pair
    assume(n >= 0 or not interval.touches_zero())
    assert interval_power(interval, Interval.point(n)).contains(value**n)


@given(held(of=numbers.map(abs)), st.integers(1, 5), st.integers(2, 7))
def test_a_broken_power_holds_what_its_root_gives_back(pair, p, q):
    """With x = r^q, x^(p/q) is r^p exactly."""
    interval, root = pair
    assume(interval.low is not None)
    raised = Interval(
        interval.low**q,
        None if interval.high is None else interval.high**q,
        interval.low_open,
        interval.high_open,
    )
    assert interval_power(raised, Interval.point(F(p, q))).contains(root**p)


@pytest.mark.parametrize("exponent", [F(1, 2), F(1, 3), F(5, 7)])
def test_every_root_of_zero_is_zero(exponent):
    assert interval_power(Interval.point(0), Interval.point(exponent)) == Interval.point(0)


@given(held(of=numbers.map(abs)))
def test_a_square_root_holds_every_root(pair):
    interval, root = pair
    assume(interval.low is not None)
    assert interval_power(
        interval_power(interval, Interval.point(2)), Interval.point(F(1, 2))
    ).contains(root)


@given(st.integers(0, 10**9), st.integers(-9, 9))
def test_an_exact_square_has_an_exact_root(digits, exponent):
    root = digits * F(10) ** exponent
    square = interval_power(Interval.point(root), Interval.point(2))
    assert square == Interval.point(root**2)
    assert interval_power(square, Interval.point(F(1, 2))) == Interval.point(root)


def test_an_open_exponent_leaves_the_power_open():
    two, three = Interval.point(2), Interval(F(3), None)
    assert interval_power(two, three).contains(F(8))
    assert interval_power(two, three).contains(F(2) ** 60)
    assert not interval_power(two, three).contains(F(7))


def test_a_root_is_rounded_outward_at_fifty_digits():
    root = interval_power(Interval.point(2), Interval.point(F(1, 2)))
    assert root.low**2 < 2 < root.high**2
    assert root.width == F(1, 10**49)


def test_a_power_next_to_one_keeps_what_the_logarithm_cannot_resolve():
    base, n = 1 + F(1, 3 * 10**58), 10**55 + F(1, 2)
    result = interval_power(Interval.point(base), Interval.point(n))
    with decimal.localcontext(prec=250):
        exact = decimal.Decimal(base.numerator) / base.denominator
        exact = (exact.ln() * n.numerator / n.denominator).exp()
    assert result.contains(F(exact))
    assert result.width < F(1, 10**30)


@given(held(), st.integers(-9, 9).filter(bool), st.integers(1, 9))
def test_scaling_keeps_ends_exact(pair, over, under):
    interval, value = pair
    factor = F(over, under)
    assert interval.scale(factor).contains(value * factor)
    assert interval.scale(factor).scale(1 / factor) == interval


@given(intervals(), intervals(), st.data())
def test_what_two_intervals_share_is_what_both_hold(a, b, data):
    shared = a.intersect(b)
    for interval in (a, b):
        value = data.draw(values(interval))
        assert (a.contains(value) and b.contains(value)) == (
            shared is not None and shared.contains(value)
        )


@pytest.mark.parametrize("exponent", [400, -400])
def test_a_number_beyond_any_float_times_an_open_end_stays_open(exponent):
    far = Interval(F(10) ** exponent, None)
    assert far * far == Interval(F(10) ** (2 * exponent), None)
    assert far * -far == Interval(None, -(F(10) ** (2 * exponent)))


@pytest.mark.parametrize(
    "divisor",
    [Interval.point(0), Interval(F(0), F(1)), Interval(F(0), F(1), True), Interval(None, None),
     Interval(F(-1), F(1)), Interval(None, F(0), True, True), Interval(F(0), None, True)],
)  # fmt: skip
def test_a_divisor_that_touches_zero_is_refused_open_or_not(divisor):
    with pytest.raises(InvalidValue, match="touches zero"):
        Interval.point(1) / divisor
    with pytest.raises(InvalidValue, match="touches zero"):
        interval_power(divisor, Interval.point(-2))


@pytest.mark.parametrize(
    ("base", "to"),
    [(Interval(F(-1), F(2)), F(1, 2)), (Interval(None, F(2)), F(1, 3)), (Interval.point(0), F(-1,
     2)),
     (Interval.point(10), F(5001)), (Interval.point(10), F(99999, 2)),
     (Interval.point(1 + F(1, 10**100)), F(4999))],
)  # fmt: skip
def test_a_power_that_is_no_number_or_out_of_reach_is_refused(base, to):
    with pytest.raises(InvalidValue):
        interval_power(base, Interval.point(to))


@pytest.mark.parametrize(("low", "high", "open_"), [(2, 1, False), (1, 1, True)])
def test_an_empty_interval_cannot_be_made(low, high, open_):
    with pytest.raises(ValueError, match="empty"):
        Interval(F(low), F(high), open_)


def test_a_word_asks_for_the_whole_interval_and_digits_for_the_value():
    bound = Interval(F(36, 10), F(4), False, True)
    assert compare_interval(Interval(F(37, 10), F(39, 10)), bound) == "holds"
    assert compare_interval(Interval(F(4), F(5)), bound) == "fails"
    assert compare_interval(Interval(F(39, 10), F(5)), bound) == "undetermined"
    assert compare_interval(Interval(F(1), None), bound) == "undetermined"
    assert compare_rounded(F(38, 10), Interval(F(1), F(9)), bound) == "holds"
    assert compare_rounded(F(5), Interval(F(39, 10), F(9)), bound) == "undetermined"
    assert compare_rounded(F(5), Interval(F(4), F(9)), bound) == "fails"


@given(intervals(), numbers)
def test_scaling_is_multiplying_by_an_exact_number(interval, factor):
    assert interval.scale(factor) == interval * Interval.point(factor)
