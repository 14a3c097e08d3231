"""What the formula of a derivative supposes: kinks that meet, also those of the summands of a sum."""

from __future__ import annotations

import pytest

from verify.calculus import differentiate
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.term import Term

SYMBOLS = declarations({"x": "real", "n": "natural", "c": "sequence n of real", "z": "sequence n of real"})

# formula, and the number of nested products in what must not be 0; with c = (1, -1) and z = (1, -1), the first formula is x
SUPPOSES = {
    "sum(c_k max(z_k x, 0), k, 1, n)": [1],
    "sum(sum(max(z_j x, c_k), j, 1, n), k, 1, n)": [2],
    "sum(c_k sign(z_k - x), k, 1, n)": [1],
    "sum(c_k abs(z_k x), k, 1, n)": [],  # the mean of both one-sided derivatives adds up
    "sum(c_k max(x, 0), k, 1, n)": [],  # one kink in all summands
    "max(x, 0)": [],
}


@pytest.mark.parametrize("formula", SUPPOSES)
def test_a_derivative_supposes_that_kinks_do_not_meet(formula: str) -> None:
    _, obligations = differentiate(read_text(formula, SYMBOLS).term, SYMBOLS["x"])
    assert all(obligation.op == "ne" for obligation in obligations)
    assert [_products_around(obligation.args[0]) for obligation in obligations] == SUPPOSES[formula]


def _products_around(term: Term) -> int:
    return 1 + _products_around(term.args[3]) if term.op == "product" else 0
