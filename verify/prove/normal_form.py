"""The normal form: a term as a fraction of polynomials in kernels.

A zero difference proves lhs = rhs at every point at which both sides are defined: each step below is an identity at every
such point, never only almost everywhere.  A difference that is not zero proves nothing.

`NormalForm.evidence()` is what an independent check needs to follow the computation without any search.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

from verify.fuel import Fuel
from verify.mathematics.algebra import (
    CONTEXT_SIZES,
    Fraction2,
    Fractions,
    Polynomial,
    TooLarge,
    TooManyGenerators,
    Undefined,
    used_generators,
)
from verify.prove import floors, kept_powers, largest, operators, powers, special, switches
from verify.prove.kernels import KernelTable, Restart, Sign, Unsupported
from verify.prove.powers import Item
from verify.prove.signs import NeedSign, SignOracle
from verify.question import Question
from verify.term import (
    TRUE,
    Term,
    subtract,
)

Result = TypeVar("Result")

MAX_RESTARTS = 12
MAX_TERMS_OF_BOUND = 4


class NormalForm:
    """Normal forms under the hypotheses of one cell.  Use `run`, which begins again when a table grows."""

    def __init__(self, question: Question, size: int, fuel: Fuel) -> None:
        self.question = question
        self.fuel = fuel
        self.fractions = Fractions(size, fuel)
        self.table = KernelTable(self.fractions)
        self.signs = SignOracle(self.fractions, self.table)
        self.values: dict[Term, Fraction2] = {}
        self.products: dict[Term, tuple[Item, ...]] = {}
        self.exponent_denominator: Polynomial = self.fractions.ring.one
        self.root_degrees: dict[str, int] = {}
        self.least_shifts: dict[str, int] = {}
        self._has_equations = False

    def run(self, compute: Callable[[], Any]) -> Any:
        """`compute()`, again from the start whenever a common denominator or a root degree had to grow."""
        for _ in range(MAX_RESTARTS):
            try:
                self._assume_hypotheses()
                return compute()
            except Restart:
                self.values.clear()
                self.products.clear()
        raise TooLarge("exponents with ever new denominators")

    def _assume_hypotheses(self) -> None:
        self.signs.assumed.clear()
        self.signs.nonzero.clear()
        self.signs._memo.clear()
        inequations_first = sorted(self.question.hypotheses, key=lambda statement: statement.op != "ne")  # they tell of factors
        of_no_use = [statement for statement in inequations_first if not self._assume(statement)]
        for statement in of_no_use:  # a later hypothesis may tell the sign of a switch or factor in an earlier one
            self._assume(statement)

    def _assume(self, statement: Term) -> bool:
        """Use a hypothesis: the sign that it gives to a factor, or an equation as a relation; whether it was of use."""
        if statement.op == "and":
            return min([self._assume(part) for part in statement.args])
        if statement.op not in ("le", "lt", "eq", "ne") or any(side.shape for side in statement.args):
            return True
        try:
            value = self.of(subtract(statement.args[1], statement.args[0]))
        except (NeedSign, Unsupported, Undefined):
            return False
        if statement.op == "eq":
            self._assume_equation(value[0])
            return True
        if statement.op == "ne":
            if self.table.is_real(value[0]) and self.table.is_real(value[1]):
                self.signs.nonzero.update(str(factor) for factor, _ in self.fractions.factor(value[0])[1])
            return True
        return self.infer(value, (1, statement.op == "lt")) is not None

    def _assume_equation(self, numerator: Polynomial) -> None:
        """A polynomial that is 0 becomes a relation, without factors that are known not to be 0: a x^2 = 0 says x = 0.

        The relation with the first generator is reduced by first.

        Raises Undefined where it cannot be 0: there is no point at all.
        """
        numerator = self.fractions.remainder_of_multiple(numerator)
        if numerator.is_zero():
            return
        vanishing = [factor for factor, _ in self.fractions.factor(numerator)[1] if not self.signs.is_nonzero(factor)]
        if not vanishing:
            raise Undefined
        numerator = reduce(self.fractions.times, vanishing)
        simpler = self.signs.image(vanishing[0]) if len(vanishing) == 1 else None
        self._has_equations = True
        if not any(numerator == relation for relation in self.fractions.relations):
            self.fractions.relations.append(numerator)
            self.fractions.relations.sort(key=lambda relation: -used_generators(relation)[0])
        self.values.clear()
        if simpler is not None:
            self._assume_equation(simpler[0])

    def infer(self, value: Fraction2, sign: Sign) -> tuple[Polynomial, Sign] | None:
        """From the sign of a fraction, that of its only odd factor of unknown sign, where the others are known not to vanish."""
        found: tuple[Polynomial, bool] | None = None
        for polynomial, above in ((value[0], True), (value[1], False)):
            content, factors = self.fractions.factor(polynomial)
            sign = (sign[0] * (1 if content > 0 else -1), sign[1])
            for factor, exponent in factors:
                known = self.signs.of(factor)
                if known is not None and known[1] and known[0]:
                    sign = (sign[0] * known[0] ** exponent, sign[1])
                elif exponent % 2:
                    if found is not None:
                        return None
                    found = factor, above
                elif not sign[1] and above:
                    return None  # x^2 y >= 0 says nothing of y where x = 0
        if found is None or not (self.table.is_real(value[0]) and self.table.is_real(value[1])):
            return None  # z^2 y > 0 says nothing of y for a complex z
        strict = sign[1] or not found[1]
        known = self.signs.of(found[0])
        if known is not None and known[0] == sign[0] and known[1] >= strict:
            return None
        self.signs.assume(found[0], (sign[0], strict))
        self._assume_bound(found[0], (sign[0], strict))
        simpler = self.signs.image(found[0])
        if simpler is not None:
            self.infer(simpler, (sign[0], strict))
        return found[0], (sign[0], strict)

    def _assume_bound(self, polynomial: Polynomial, sign: Sign) -> None:
        """From a g - b >= 0 with a, b > 0 that g > 0, and from y - u^2 - 1 > 0 that y > 0: all terms but one tell."""
        if not 2 <= len(polynomial) <= MAX_TERMS_OF_BOUND:
            return
        one, alone, strict = self.fractions.ring.one, None, sign[1]
        for exponents, coefficient in polynomial.terms():
            term = self.fractions.ring.from_terms({exponents: coefficient})
            known = self.signs.of_fraction((term, one))
            if known is not None and known[0] != sign[0]:
                strict = strict or (known[1] and known[0] != 0)
            elif alone is None:
                alone = term
            else:
                return
        if alone is not None and not alone.is_constant():
            self.infer((alone, one), (sign[0], strict))

    # -- the walk

    def of(self, term: Term) -> Fraction2:
        """The fraction of a scalar term."""
        value = self.values.get(term)
        if value is None:
            self.fuel.spend(4, "a normal form")
            value = self.value_of(term)
            if self._has_equations:
                value = self.fractions.fraction(*value)
            self.values[term] = value
        return value

    def value_of(self, term: Term) -> Fraction2:
        """The fraction of a term, computed anew by the rule of its operation."""
        rule = RULES.get(term.op)
        if rule is None or term.shape:
            raise Unsupported(f"no normal form of {term.op}")
        return rule(self, term)

    def require_real(self, value: Fraction2) -> None:
        if not (self.table.is_real(value[0]) and self.table.is_real(value[1])):
            raise Unsupported("a root, logarithm or absolute value of sines, cosines or complex numbers")

    def sign_of(self, value: Fraction2, strict: bool) -> int:
        """-1, 0 or 1; with `strict` False, s means only s * value >= 0.  Raises NeedSign for the factor that is missing."""
        sign = 1
        for polynomial in value:
            content, factors = self.fractions.factor(polynomial)
            if content == 0:
                return 0
            sign = -sign if content < 0 else sign
            for factor, exponent in factors:
                if exponent % 2 == 0 and not strict:
                    continue
                known = self.signs.of(factor)
                if known is None or (strict and not known[1]):
                    raise NeedSign(self.signs.needed(factor), strict)
                if known[0] == 0:
                    return 0
                sign *= known[0] ** exponent
        return sign

    def holds(self, statement: Term) -> bool:
        """Whether a condition holds in this cell; raises NeedSign if that depends on an unknown sign."""
        if statement.op in ("true", "false"):
            return statement.op == "true"
        if statement.op == "not":
            return not self.holds(statement.args[0])
        if statement.op in ("and", "or"):
            return self._connective(statement)
        if statement.op not in ("lt", "le", "eq", "ne"):
            raise Unsupported(f"a condition with {statement.op}")
        difference = self.of(subtract(statement.args[1], statement.args[0]))
        self.require_real(difference)
        if statement.op == "le":
            known = self.signs.of_fraction(difference)
            if known is not None and known[0] >= 0:
                return True
        sign = self.sign_of(difference, True)
        return {"lt": sign > 0, "le": sign >= 0, "eq": sign == 0, "ne": sign != 0}[statement.op]

    def _connective(self, statement: Term) -> bool:
        decisive = statement.op == "or"
        missing: NeedSign | None = None
        for part in statement.args:
            # `log(x) < 9 or x > -5` holds at x = -3: what a part teaches (x > 0) does not count outside of it
            known, values = dict(self.signs.assumed), dict(self.values)
            try:
                if self.holds(part) == decisive:
                    return decisive
            except NeedSign as need:
                missing = missing or need
            finally:
                self.signs.assumed, self.values = known, values
                self.signs._memo.clear()
        if missing is not None:
            raise missing
        return not decisive

    # -- what is left behind

    def evidence(self) -> dict[str, Any]:
        """Kernels, the products behind exponentials, and the factorisations used: the fractions are computed again."""
        return {
            "size": self.fractions.ring.size,
            "kernels": tuple((index, kernel.kind, kernel.data) for index, kernel in self.table.kernels.items()),
            "products": tuple(self.products.items()),
            "factors": tuple(
                (content, tuple(factors))
                for content, factors in self.fractions._factors.values()
                if len(factors) > 1 or (factors and factors[0][1] > 1)
            ),
        }


def compute(hypotheses: tuple[Term, ...], fuel: Fuel, function: Callable[[NormalForm], Result]) -> Result | None:
    """`function` of a normal form under these hypotheses, in the smallest ring that is large enough; None without a rule."""
    return compute_with(NormalForm, hypotheses, fuel, function)


def compute_with(
    kind: type[NormalForm], hypotheses: tuple[Term, ...], fuel: Fuel, function: Callable[[NormalForm], Result]
) -> Result | None:
    """As `compute`, with another kind of normal form."""
    for size in CONTEXT_SIZES:
        form = kind(Question(TRUE, hypotheses), size, fuel)
        try:
            return form.run(lambda form=form: function(form))  # type: ignore[misc, no-any-return]
        except TooManyGenerators:
            continue
        except (NeedSign, Unsupported, Undefined, TooLarge):
            return None
    return None


def _number_value(form: NormalForm, term: Term) -> Fraction2:
    return form.fractions.rational(*term.value)


def _atom_value(form: NormalForm, term: Term) -> Fraction2:
    return form.table.atom(term)


def _symbol_value(form: NormalForm, term: Term) -> Fraction2:
    sort = term.sort
    bounds = (getattr(sort, "lower", None), getattr(sort, "upper", None))
    if bounds[0] is not None and bounds[0] == bounds[1]:
        return form.fractions.rational(bounds[0].numerator, bounds[0].denominator)
    return form.table.atom(term)


def _add_value(form: NormalForm, term: Term) -> Fraction2:
    total = form.of(term.args[0])
    for arg in term.args[1:]:
        total = form.fractions.add(total, form.of(arg))
    return total


def _mul_value(form: NormalForm, term: Term) -> Fraction2:
    product = form.of(term.args[0])
    for arg in term.args[1:]:
        product = form.fractions.multiply(product, form.of(arg))
    return product


RULES: dict[str, Callable[[NormalForm, Term], Fraction2]] = {
    "number": _number_value,
    "symbol": _symbol_value,
    "pi": _atom_value,
    "imaginary": powers.imaginary_value,
    "add": _add_value,
    "mul": _mul_value,
    "power": kept_powers.power_value,
    "exp": powers.exp_value,
    "log": powers.log_value,
    **dict.fromkeys(special.UNFOLDED, special.unfolded_value),
    **dict.fromkeys(("gamma", "loggamma", "digamma"), special.gamma_value),
    **dict.fromkeys(("erf", "atan", "asin"), special.odd_value),
    "item": special.item_entry_value,
    **dict.fromkeys(("floor", "ceiling"), floors.rounded_value),
    **dict.fromkeys(("apply", "polygamma", "determinant"), special.opaque_value),
    **dict.fromkeys(switches.SWITCHES, switches.switch_value),
    "sum": operators.sum_value,
    "product": operators.product_value,
    "largest": largest.largest_value,
    "integral": operators.space_integral,
    "delta": operators.delta_value,
    "density": operators.density_value,
    "derivative": operators.derivative_value,
}
