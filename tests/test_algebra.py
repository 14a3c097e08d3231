"""Polynomials whose work is estimated before it is done: what costs too much is refused, left whole or left unreduced."""

from __future__ import annotations

import pytest

from verify.fuel import Fuel, OutOfFuel
from verify.mathematics.algebra import Fractions, TooLarge, used_generators, words


@pytest.fixture
def fractions() -> Fractions:
    return Fractions(16, Fuel())


def test_a_power_with_long_coefficients_is_not_factored(fractions: Fractions) -> None:
    y = fractions.ring.generators[3]
    long_power = (y - 2**200) ** 80
    assert fractions.factor(long_power) == (1, [(long_power, 1)])
    assert fractions.fuel.spent < 50_000


def test_a_power_with_short_coefficients_is_factored(fractions: Fractions) -> None:
    y = fractions.ring.generators[3]
    assert fractions.factor((y - 2) ** 40) == (1, [(y - 2, 40)])


def test_factors_with_long_coefficients_are_sorted_or_left_together(fractions: Fractions) -> None:
    y = fractions.ring.generators[3]
    product = (y**2 - 2**90 + 1) * (y**2 - 2**90 - 3)
    content, factors = fractions.factor(product)
    whole = fractions.ring.constant(content)
    for factor, exponent in factors:
        whole *= factor**exponent
    assert whole == product


def test_what_has_a_linear_generator_with_a_constant_cofactor_is_irreducible(fractions: Fractions) -> None:
    x, y, z = fractions.ring.generators[:3]
    assert fractions.factor(x + y**2 * z) == (1, [(x + y**2 * z, 1)])
    assert len(fractions.factor(x * y + x)[1]) == 2  # degree 1 in y, whose cofactor is x


def test_a_costly_divisor_is_not_looked_for(fractions: Fractions) -> None:
    x, y = fractions.ring.generators[:2]
    common = (x - 3**500) ** 12 + y
    numerator, denominator = common * (x + y + 1) ** 10, common * (y - x) ** 10
    before = fractions.fuel.spent
    fractions.fraction(numerator, denominator)
    assert fractions.fuel.spent - before < 70_000


def test_long_coefficients_cost_more(fractions: Fractions) -> None:
    x, y = fractions.ring.generators[:2]
    spent = []
    for base in (3, 3**1000):
        factor = (x + y + base) ** 6
        before = fractions.fuel.spent
        fractions.times(factor, factor)
        spent.append(fractions.fuel.spent - before)
    assert spent[1] > 20 * spent[0]


def test_a_product_beyond_the_bounds_is_refused(fractions: Fractions) -> None:
    x, y, z = fractions.ring.generators[:3]
    large = (x + y + z + 1) ** 18
    with pytest.raises((TooLarge, OutOfFuel)):
        for _ in range(3):
            large = fractions.times(large, large)


def test_zero_uses_no_generators(fractions: Fractions) -> None:
    assert used_generators(fractions.ring.zero) == ()  # its degrees are -1
    assert words(fractions.ring.zero) == 1
