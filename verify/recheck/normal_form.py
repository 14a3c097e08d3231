"""Follows a normal form: every subterm of the statement is a fraction of kernels wherever both sides are defined.

The domain of the check is the set of points that meet the sorts and the hypotheses and at which both sides are defined.
Everything that is said here holds at each of these points: a kernel is admitted when it is defined at all of them, a fraction
has a denominator that vanishes at none of them.  A part of a condition that a connective can pass over (`x < 0 or log(x) > 1`)
may be undefined, so what it teaches is forgotten again.

Fractions are computed here from the statement; taken from the proof are the kernels, how exponentials and roots are split
into kernels, and factorisations, each of which is verified by multiplication.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from verify.algebra import Fraction2, Polynomial, TooLarge, Undefined, used_generators
from verify.fuel import Fuel
from verify.question import Proof, Question
from verify.recheck import operators
from verify.recheck.kernels import Kernels, Rejected, demand
from verify.recheck.signs import ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, POSITIVE, ZERO, EmptyDomain, Signs, of_sort
from verify.sort import Scalar
from verify.term import (
    HALF,
    IMAGINARY,
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    Term,
    add,
    divide,
    exp,
    log,
    make,
    mul,
    negate,
    postorder,
    power,
    sqrt,
    subtract,
)

MAX_SHIFT = 60
_WEAK_SIGNS = (POSITIVE, NEGATIVE, ZERO, NONNEGATIVE, NONPOSITIVE)
_GAMMA_FAMILY = frozenset(("gamma", "loggamma", "digamma"))


def check_normal_form(proof: Proof, fuel: Fuel) -> None:
    """Rule "normal form": the difference of both sides is the zero polynomial over something that is not zero."""
    demand(proof.question.statement.op == "eq" and not proof.premises, "a normal form of something else than an equation")
    left, right = proof.question.statement.args
    walk = Walk(proof.question, proof.data, fuel)
    try:
        walk.assume_hypotheses()
        demand(walk.fractions.is_zero(walk.fractions.subtract(walk.of(left), walk.of(right))), "the two sides are not the same fraction")
    except EmptyDomain:
        return


class Walk:
    """The fractions of the subterms of one question, by the kernels of a proof."""

    def __init__(self, question: Question, evidence: Mapping[str, Any], fuel: Fuel) -> None:
        self.question = question
        self.evidence = evidence
        self.fuel = fuel
        self.kernels = Kernels(evidence, fuel)
        self.fractions = self.kernels.fractions
        self.names = operators.Names(self.kernels)
        self.signs = Signs(self.kernels)
        self.products: dict[Term, tuple[Any, ...]] = dict(evidence["products"])
        self.values: dict[Term, Fraction2] = {}
        self._regular: list[tuple[str, Fraction2]] | None = None
        self._has_equations = False

    # -- hypotheses

    def assume_hypotheses(self) -> None:
        """Learn what the hypotheses say; one that is not understood says nothing."""
        for hypothesis in self.question.hypotheses:
            self._assume(hypothesis)

    def _assume(self, statement: Term) -> None:
        if statement.op == "and":
            for part in statement.args:
                self._assume(part)
        if statement.op not in ("le", "lt", "eq") or any(side.shape for side in statement.args):
            return
        try:
            value = self.of(subtract(statement.args[1], statement.args[0]))
        except (Rejected, TooLarge, Undefined):
            return
        if statement.op == "eq":
            self._assume_equation(value[0])
        else:
            self.signs.narrow(value, POSITIVE if statement.op == "lt" else NONNEGATIVE)

    def _assume_equation(self, numerator: Polynomial) -> None:
        """A polynomial that is 0 becomes a relation; the one with the first generator is reduced by first."""
        if numerator.is_constant():
            if not numerator.is_zero():
                raise EmptyDomain
            return
        self._has_equations = True
        self.fractions.relations.append(numerator)
        self.fractions.relations.sort(key=lambda relation: -used_generators(relation)[0])
        self.values.clear()

    # -- the walk

    def of(self, term: Term) -> Fraction2:
        value = self.values.get(term)
        if value is None:
            self.fuel.spend(4, "following a normal form")
            rule = self.RULES.get(term.op)
            if rule is None or term.shape:
                raise Rejected(f"no rule for {term.op} in a normal form")
            value = rule(self, term)
            if self._has_equations:
                value = self.fractions.fraction(*value)
            self.values[term] = value
        return value

    def _real(self, term: Term) -> Fraction2:
        value = self.of(term)
        demand(self._is_real(value), "a root, logarithm or comparison of a complex number")
        return value

    def _is_real(self, value: Fraction2) -> bool:
        return self.kernels.is_real(value[0]) and self.kernels.is_real(value[1])

    def admit(self, index: int, signs: int) -> Fraction2:
        known = self.kernels.admitted.get(index)
        if known is None or known & signs != known:
            self.kernels.admitted[index] = signs if known is None else known & signs
            self.signs.forget_derived()
        return self.kernels.generator(index)

    def _number(self, term: Term) -> Fraction2:
        return self.fractions.rational(*term.value)

    def _atom(self, term: Term) -> Fraction2:
        sort = term.value[1] if term.op == "symbol" else None
        if isinstance(sort, Scalar) and sort.lower is not None and sort.lower == sort.upper:
            return self.fractions.rational(sort.lower.numerator, sort.lower.denominator)
        found = self.kernels.find("atom", term)
        demand(found, f"no kernel for {term!r}")
        if term is PI:
            return self.admit(found[0], POSITIVE)
        return self.admit(found[0], of_sort(sort) if isinstance(sort, Scalar) and not sort.is_complex else ANY)

    def _imaginary(self, _: Term) -> Fraction2:
        found = self.kernels.find("imaginary")
        demand(found, "no kernel for i")
        return self.admit(found[0], ANY)

    def _add(self, term: Term) -> Fraction2:
        total = self.of(term.args[0])
        for arg in term.args[1:]:
            total = self.fractions.add(total, self.of(arg))
        return total

    def _mul(self, term: Term) -> Fraction2:
        product = self.of(term.args[0])
        for arg in term.args[1:]:
            product = self.fractions.multiply(product, self.of(arg))
        return product

    # -- powers

    def _power(self, term: Term) -> Fraction2:
        base, exponent = term.args
        value = self.of(exponent)
        rational = self.fractions.as_rational(value)
        if rational is not None and rational[1] == 1:
            return self.fractions.power(self.of(base), rational[0])
        if rational is not None:
            return self._rational_power(term, self._real(base), *rational)
        return self._symbolic_power(term, self._real(base), value)

    def _symbolic_power(self, term: Term, base: Fraction2, exponent: Fraction2) -> Fraction2:
        """x^y = exp(y log x) for x > 0.  0^y is 0 for y > 0, and (-2)^n is defined for integers n: x > 0 has to be known."""
        integral = may_be_integral(term.args[1])
        if not integral:
            self.signs.narrow(base, NONNEGATIVE)
        signs = self.signs.fraction(base)
        if signs == ZERO and self._is_real(exponent):
            if not integral:
                self.signs.narrow(exponent, POSITIVE)
            demand(self.signs.fraction(exponent) == POSITIVE, "a power of 0 with an exponent that may be 0")
            return self.fractions.zero
        if not integral and signs != POSITIVE and self._is_real(exponent) and not self.signs.fraction(exponent) & POSITIVE:
            self.signs.narrow(base, POSITIVE)
            signs = self.signs.fraction(base)
        demand(signs == POSITIVE, "a power with a base that may be 0 or negative")
        return self._exponential(term, self.fractions.multiply(exponent, self._log_abs(base)))

    def _rational_power(self, term: Term, base: Fraction2, p: int, q: int) -> Fraction2:
        """u^(p/q) of u >= 0 is the product of the listed |f|^(a/b), if the f^(a q/b p) multiply out to u."""
        self.signs.narrow(base, POSITIVE if p < 0 else NONNEGATIVE)
        if base[0].is_zero():
            demand(p > 0, "a root of 0 in a denominator")
            return self.fractions.zero
        sides = [self.fractions.ring.one, self.fractions.ring.one]
        result = self.fractions.one
        for kind, factor, a, b in self._items(term):
            demand(kind == "abs" and type(a) is int and type(b) is int and b > 0 and a, "a root that is no product of roots")
            demand(a * q % (b * p) == 0, "a root with a factor of another exponent")
            exponent = a * q // (b * p)
            demand(self.kernels.usable(self.kernels.polynomial(factor)) and self.kernels.is_real(factor), "a factor of other kernels")
            side = 0 if exponent > 0 else 1
            sides[side] = self.fractions.times(sides[side], self.fractions.polynomial_power(factor, abs(exponent)))
            result = self.fractions.multiply(result, self._abs_power(factor, a, b))
        for claimed, actual in zip(sides, base, strict=True):
            demand(claimed in (actual, -actual), "the factors of a root do not multiply out")
        return result

    def _items(self, term: Term) -> tuple[Any, ...]:
        items = self.products.get(term)
        if items is None:
            raise Rejected(f"no product is given for {term.op}")
        return items

    def _abs_power(self, factor: Polynomial, p: int, q: int) -> Fraction2:
        """|f|^(p/q) at points at which it is defined."""
        fractions = self.fractions
        if p % (2 * q) == 0:
            return fractions.power((factor, fractions.ring.one), p // q)
        index = self.kernels.single(factor)
        if index is not None and p % q and self.kernels.table[index].kind in ("exp", "root"):
            return self._power_of_kernel(index, p, q)
        signs = self.signs.polynomial(factor)
        if signs == ZERO:
            demand(p > 0, "a negative power of 0")
            return fractions.zero
        demand(signs in (POSITIVE, NEGATIVE, NONNEGATIVE, NONPOSITIVE), "the sign below a root is not known")
        positive = factor if signs & POSITIVE else -factor
        if p % q == 0:
            return fractions.power((positive, fractions.ring.one), p // q)
        for root in self.kernels.find("root", str(positive)):
            degree = self.kernels.table[root].data[1]
            if degree * p % q == 0:
                self.admit(root, self.signs.polynomial(positive))
                return fractions.power(self.kernels.generator(root), degree * p // q)
        raise Rejected("no kernel for a root")

    def _power_of_kernel(self, index: int, p: int, q: int) -> Fraction2:
        """|g|^(p/q) for a generator g = exp(u/d), or g = f^(1/d)."""
        kernel = self.kernels.table[index]
        if kernel.kind == "root":
            return self._abs_power(kernel.data[0], p, q * kernel.data[1])
        demand(kernel.is_real, "the absolute value of a complex exponential")
        for other in self.kernels.find("exp"):
            candidate = self.kernels.table[other]
            multiple = p * candidate.data[1]
            if multiple % (q * kernel.data[1]) == 0 and candidate.data[0] == kernel.data[0]:
                return self.fractions.power(self.admit(other, POSITIVE), multiple // (q * kernel.data[1]))
        raise Rejected("no kernel for the root of an exponential")

    # -- exponentials and logarithms

    def _exp(self, term: Term) -> Fraction2:
        return self._exponential(term, self.of(term.args[0]))

    def _exponential(self, term: Term, exponent: Fraction2) -> Fraction2:
        """exp(u) is the listed product, if the logarithms of its factors add up to u."""
        total, result = self.fractions.zero, self.fractions.one
        for kind, *data in self._items(term):
            if kind == "exp":
                part, value = self._exponential_kernel(*data, exponent)
            elif kind == "abs":
                part, value = self._power_of_argument(*data)
            else:
                demand(kind == "turn" and len(data) == 1 and type(data[0]) is int, "an unknown kind of factor")
                part, value = self._turn(data[0])
            total = self.fractions.add(total, part)
            result = self.fractions.multiply(result, value)
        demand(self.kernels.same(total, exponent), "the exponents do not add up")
        return result

    def _exponential_kernel(self, index: Any, times: Any, exponent: Fraction2) -> tuple[Fraction2, Fraction2]:
        """times * u/q and exp(u/q)^times, where u is defined wherever the whole exponent is."""
        demand(type(index) is int and type(times) is int and index in self.kernels.find("exp"), "no kernel for an exponential")
        kernel = self.kernels.table[index]
        (above, below), degree = kernel.data
        if index not in self.kernels.admitted:
            demand(self.kernels.usable(above, below), "an exponential of kernels that may be undefined")
            demand(self._cannot_vanish(below, exponent[1]), "an exponential with a denominator that may be 0")
        value = self.admit(index, POSITIVE if kernel.is_real else ANY)
        return self.fractions.multiply((above, below), self.fractions.rational(times, degree)), self.fractions.power(value, times)

    def _cannot_vanish(self, polynomial: Polynomial, nonzero: Polynomial) -> bool:
        if polynomial.is_constant() or (nonzero % polynomial).is_zero():
            return True
        return self.kernels.is_real(polynomial) and not self.signs.polynomial(polynomial) & ZERO

    def _power_of_argument(self, factor: Any, p: Any, q: Any) -> tuple[Fraction2, Fraction2]:
        """p/q log|f| and |f|^(p/q), where log|f| has been met, so that f is not 0."""
        demand(type(p) is int and type(q) is int and q > 0, "a power with an exponent that is no fraction")
        logs = [index for index in self.kernels.find("log", str(self.kernels.polynomial(factor))) if index in self.kernels.admitted]
        demand(logs, "a power of something whose logarithm is not defined")
        part = self.fractions.multiply(self.kernels.generator(logs[0]), self.fractions.rational(p, q))
        return part, self._abs_power(factor, p, q)

    def _turn(self, quarters: int) -> tuple[Fraction2, Fraction2]:
        """k i pi/2 and i^k."""
        unit = self.of(IMAGINARY)
        angle = self.fractions.multiply(self.fractions.multiply(unit, self.of(PI)), self.fractions.rational(quarters, 2))
        return angle, self.fractions.power(unit, quarters % 4)

    def _log(self, term: Term) -> Fraction2:
        argument = self._real(term.args[0])
        self.signs.narrow(argument, POSITIVE)
        return self._log_abs(argument)

    def _log_abs(self, value: Fraction2) -> Fraction2:
        """log |n/d| of a real fraction that is not 0, as a sum over the factors of n and d."""
        demand(not value[0].is_zero(), "a logarithm of 0")
        total = self.fractions.zero
        for polynomial, side in zip(value, (1, -1), strict=True):
            content, factors = self.kernels.factor(polynomial)
            parts = self._divisors(abs(content)) + [(self._log_of_factor(factor), exponent) for factor, exponent in factors]
            for part, exponent in parts:
                total = self.fractions.add(total, self.fractions.multiply(part, self.fractions.rational(side * exponent)))
        return total

    def _divisors(self, content: int) -> list[tuple[Fraction2, int]]:
        """log(content) by the logarithms of integers among the kernels."""
        out = []
        if content > 1:
            for index, kernel in self.kernels.table.items():
                if kernel.kind != "log" or not kernel.data[0].is_constant():
                    continue
                divisor, exponent = int(kernel.data[0].leading_coefficient()), 0
                while divisor > 1 and content % divisor == 0:
                    content, exponent = content // divisor, exponent + 1
                if exponent:
                    out.append((self.admit(index, POSITIVE), exponent))
        demand(content == 1, "no kernel for the logarithm of a number")
        return out

    def _log_of_factor(self, factor: Polynomial) -> Fraction2:
        """log |f| of a polynomial that is not 0."""
        index = self.kernels.single(factor)
        if index is not None and self.kernels.table[index].kind in ("exp", "root"):
            kernel = self.kernels.table[index]
            inner = kernel.data[0] if kernel.kind == "exp" else self._log_of_factor(kernel.data[0])
            return self.fractions.multiply(inner, self.fractions.rational(1, kernel.data[1]))
        if factor.is_constant():
            return self._divisors(abs(int(factor.leading_coefficient())))[0][0]
        found = self.kernels.find("log", str(factor))
        demand(found, "no kernel for a logarithm")
        return self.admit(found[0], ANY)

    # -- functions

    def _unfold(self, term: Term) -> Fraction2:
        return self.of(UNFOLDED[term.op](term.args[0]))

    def _matching(self, op: str, value: Any, args: tuple[Any, ...]) -> int | None:
        """A function kernel whose arguments have the same values, and are defined where these are."""
        for index in self.kernels.find("function", (op, value)):
            claimed = self.kernels.table[index].data[2]
            if len(claimed) == len(args) and all(map(self._same_argument, claimed, args)):
                return index
        return None

    def _same_argument(self, claimed: Any, actual: Any) -> bool:
        if isinstance(claimed, Term) or isinstance(actual, Term):
            return claimed is actual
        if not self.kernels.usable(*claimed):
            return False
        return claimed == actual or (self._cannot_vanish(claimed[1], actual[1]) and self.kernels.same(claimed, actual))

    def _opaque(self, term: Term) -> Fraction2:
        args = tuple(arg if arg.shape or self._is_abstract(arg) else self.of(arg) for arg in term.args)
        index = self._matching(term.op, term.value, args)
        if index is None:
            raise Rejected(f"no kernel for a value of {term.op}")
        signs = ANY
        if term.op == "apply" and not any(term.value) and not term.args[0].sort.codomain.is_complex:
            signs = of_sort(term.args[0].sort.codomain)
        return self.admit(index, signs)

    def _item(self, term: Term) -> Fraction2:
        """An entry; of a symmetric matrix also by the transposed entry."""
        tensor, *indices = term.args
        if len(indices) == 2 and tensor.op == "symbol" and "symmetric" in getattr(tensor.sort, "properties", ()):
            args = (tensor, *map(self.of, reversed(indices)))
            index = self._matching("item", term.value, args)
            if index is not None:
                return self.admit(index, ANY)
        return self._opaque(term)

    @staticmethod
    def _is_abstract(arg: Term) -> bool:
        return arg.op == "symbol" and not isinstance(arg.sort, Scalar)

    def _odd(self, term: Term) -> Fraction2:
        """f(-u) = -f(u)."""
        argument = self.of(term.args[0])
        if argument[0].is_zero():
            return self.fractions.zero
        rational = self.fractions.as_rational(argument)
        if rational is not None and (term.op, abs(rational[0]), rational[1]) in SPECIAL_ANGLES:
            part = SPECIAL_ANGLES[term.op, abs(rational[0]), rational[1]] * (1 if rational[0] > 0 else -1)
            return self.fractions.multiply(self.of(PI), self.fractions.rational(1 if part > 0 else -1, abs(part)))
        index = self._matching(term.op, None, (argument,))
        if index is not None:
            return self.admit(index, ANY)
        index = self._matching(term.op, None, (self.fractions.negate(argument),))
        if index is None:
            raise Rejected(f"no kernel for a value of {term.op}")
        return self.fractions.negate(self.admit(index, ANY))

    # -- the Gamma function and its relatives

    def _gamma(self, term: Term) -> Fraction2:
        """gamma(b + k) = b (b+1) ... (b+k-1) gamma(b), and the like for its logarithm and the derivative of that."""
        argument = self._real(term.args[0])
        if term.op == "loggamma":
            self.signs.narrow(argument, POSITIVE)
        base, shift, result = self._base(term.op, argument)
        for step in range(shift) if shift > 0 else range(shift, 0):
            factor = self.fractions.add(base, self.fractions.rational(step))
            if term.op == "gamma":
                result = self.fractions.multiply(result, factor if shift > 0 else self.fractions.invert(factor))
            else:
                part = self._log_abs(factor) if term.op == "loggamma" else self.fractions.invert(factor)
                result = self.fractions.add(result, part if shift > 0 else self.fractions.negate(part))
        return result

    def _base(self, op: str, argument: Fraction2) -> tuple[Fraction2, int, Fraction2]:
        """(b, k, value at b) with argument = b + k, and the function defined at b wherever it is at the argument."""
        if op != "digamma" and (shift := self._distance(argument, self.fractions.one)) is not None and shift >= 0:
            return self.fractions.one, shift, self.fractions.one if op == "gamma" else self.fractions.zero
        half = self.fractions.rational(1, 2)
        if op == "gamma" and (shift := self._distance(argument, half)) is not None:
            return half, shift, self.of(sqrt(PI))
        found: tuple[int, int, bool] | None = None
        for index in self.kernels.find("function", (op, None)):
            (base,) = self.kernels.table[index].data[2]
            if not self.kernels.usable(*base) or (shift := self._shift(base, argument)) is None:
                continue
            positive = self._is_real(base) and self.signs.fraction(base) == POSITIVE
            if (found is None or shift > found[0]) and (shift <= 0 or positive or self._is_regular(op, base)):
                found = shift, index, positive
        if found is None:
            raise Rejected(f"no kernel for a value of {op}")
        shift, index, positive = found
        value = self.admit(index, POSITIVE if op == "gamma" and positive else ANY)
        return self.kernels.table[index].data[2][0], shift, value

    def _shift(self, base: Fraction2, argument: Fraction2) -> int | None:
        return 0 if self._same_argument(base, argument) else self._distance(argument, base)

    def _distance(self, argument: Fraction2, base: Fraction2) -> int | None:
        """The integer argument - base, if it is one and not large.  Denominators agree, so that neither may vanish alone."""
        if argument[1] != base[1] and not base[1].is_constant():
            return None
        found = self.fractions.as_rational(self.fractions.subtract(argument, base))
        return found[0] if found is not None and found[1] == 1 and abs(found[0]) <= MAX_SHIFT else None

    def _is_regular(self, op: str, base: Fraction2) -> bool:
        """Whether the statement itself contains the function at `base`, which then is no pole.

        Arguments in which the Gamma function occurs again do not count: their fractions might already suppose what is asked.
        """
        if self._regular is None:
            self._regular = _ArgumentsOnly(self.question, self.evidence, self.fuel).arguments()
        return any(known == op and self._same_argument(base, value) for known, value in self._regular)

    # -- switches

    def _abs(self, term: Term) -> Fraction2:
        argument = self._real(term.args[0])
        signs = self.signs.fraction(argument)
        if signs not in _WEAK_SIGNS:
            return self._opaque(term)
        return self.fractions.negate(argument) if signs & NEGATIVE else argument

    def _sign(self, term: Term) -> Fraction2:
        signs = self.signs.fraction(self._real(term.args[0]))
        if signs not in (POSITIVE, NEGATIVE, ZERO):
            return self._opaque(term)
        return self.fractions.rational({POSITIVE: 1, ZERO: 0, NEGATIVE: -1}[signs])

    def _extremum(self, term: Term) -> Fraction2:
        best = self._real(term.args[0])
        for arg in term.args[1:]:
            other = self._real(arg)
            signs = self.signs.fraction(self.fractions.subtract(best, other))
            if signs not in _WEAK_SIGNS:
                return self._opaque(term)
            if signs & (NEGATIVE if term.op == "max" else POSITIVE):
                best = other
        return best

    def _piecewise(self, term: Term) -> Fraction2:
        for value, condition in zip(term.args[::2], term.args[1::2], strict=True):
            if self.holds(condition):
                return self.of(value)
        raise Rejected("no branch is chosen")

    def holds(self, statement: Term) -> bool:
        """Whether a condition holds at all points at which it is defined."""
        if statement.op in ("true", "false"):
            return statement.op == "true"
        if statement.op == "not":
            return not self.holds(statement.args[0])
        if statement.op in ("and", "or"):
            return self._connective(statement)
        if statement.op not in _HOLDS:
            raise Rejected(f"a condition with {statement.op}")
        difference = self.fractions.subtract(self._real(statement.args[1]), self._real(statement.args[0]))
        signs, yes = self.signs.fraction(difference), _HOLDS[statement.op]
        demand(not signs & yes or not signs & ~yes, "it is not known whether a condition holds")
        return bool(signs & yes)

    def _connective(self, statement: Term) -> bool:
        decisive = statement.op == "or"
        answers = [self._part_holds(part) for part in statement.args]
        if decisive in answers:
            return decisive
        demand(None not in answers, "it is not known whether a condition holds")
        return not decisive

    def _part_holds(self, part: Term) -> bool | None:
        """`or` may be true with an undefined part: nothing that is learnt from a part counts outside of it."""
        facts, admitted, values = dict(self.signs.facts), dict(self.kernels.admitted), dict(self.values)
        try:
            return self.holds(part)
        except (Rejected, EmptyDomain):
            return None
        finally:
            self.signs.facts, self.kernels.admitted, self.values = facts, admitted, values
            self.signs.forget_derived()

    RULES: dict[str, Callable[[Walk, Term], Fraction2]] = {
        "number": _number,
        "symbol": _atom,
        "pi": _atom,
        "imaginary": _imaginary,
        "add": _add,
        "mul": _mul,
        "power": _power,
        "exp": _exp,
        "log": _log,
        "abs": _abs,
        "sign": _sign,
        "max": _extremum,
        "min": _extremum,
        "piecewise": _piecewise,
        **dict.fromkeys(sorted(_GAMMA_FAMILY), _gamma),
        **dict.fromkeys(("erf", "atan", "asin"), _odd),
        "item": _item,
        **dict.fromkeys(("apply", "floor", "ceiling", "polygamma", "determinant"), _opaque),
        **operators.RULES,
        **dict.fromkeys(("sinh", "cosh", "tanh", "sin", "cos", "tan", "asinh", "acosh", "atanh", "acos", "erfc"), _unfold),
    }


class _ArgumentsOnly(Walk):
    """A walk to arguments of the Gamma family that does not enter the family itself."""

    def arguments(self) -> list[tuple[str, Fraction2]]:
        self.assume_hypotheses()
        out = []
        for side in (*self.question.statement.args, *self.question.hypotheses):
            for inner in always_defined(side):
                if inner.op in _GAMMA_FAMILY:
                    try:
                        out.append((inner.op, self.of(inner.args[0])))
                    except Rejected:
                        continue
        return out

    def _gamma(self, term: Term) -> Fraction2:
        raise Rejected("the Gamma function inside of its own argument")

    RULES = {**Walk.RULES, **dict.fromkeys(sorted(_GAMMA_FAMILY), _gamma)}


_HOLDS = {"lt": POSITIVE, "le": NONNEGATIVE, "eq": ZERO, "ne": POSITIVE | NEGATIVE}
_STRICT = frozenset(Walk.RULES) - {"piecewise"} | {"eq", "le", "lt"}


def always_defined(root: Term) -> list[Term]:
    """Subterms that are defined wherever `root` is, in the order of a walk."""
    out: dict[Term, None] = {}
    pending = [root]
    while pending:
        term = pending.pop()
        if term not in out and not term.shape:
            out[term] = None
            if term.op in _STRICT:
                pending.extend(term.args)
    return list(out)


def may_be_integral(exponent: Term) -> bool:
    """False only if the form of an exponent shows that x^exponent means exp(exponent log x)."""
    scalars = [inner for inner in postorder(exponent) if inner.op == "symbol"]
    return not scalars or any(not isinstance(name.sort, Scalar) or name.sort.is_integer for name in scalars) or any(
        inner.op in ("floor", "ceiling", "sign") for inner in postorder(exponent)
    )


def _euler(u: Term) -> tuple[Term, Term]:
    return exp(u), exp(negate(u))


def _sinh(u: Term) -> Term:
    rising, falling = _euler(u)
    return mul(HALF, add(rising, mul(MINUS_ONE, falling)))


def _cosh(u: Term) -> Term:
    return mul(HALF, add(*_euler(u)))


def _sin(u: Term) -> Term:
    rising, falling = _euler(mul(IMAGINARY, u))
    return divide(subtract(rising, falling), mul(TWO, IMAGINARY))


def _cos(u: Term) -> Term:
    return mul(HALF, add(*_euler(mul(IMAGINARY, u))))


UNFOLDED: dict[str, Callable[[Term], Term]] = {
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": lambda u: divide(_sinh(u), _cosh(u)),
    "sin": _sin,
    "cos": _cos,
    "tan": lambda u: divide(_sin(u), _cos(u)),
    "asinh": lambda u: log(add(u, sqrt(add(power(u, 2), ONE)))),
    "acosh": lambda u: log(add(u, sqrt(subtract(power(u, 2), ONE)))),
    "atanh": lambda u: mul(HALF, log(divide(add(ONE, u), subtract(ONE, u)))),
    "acos": lambda u: subtract(mul(HALF, PI), make("asin", (u,))),
    "erfc": lambda u: subtract(ONE, make("erf", (u,))),
}

# f(p/q) = pi/d
SPECIAL_ANGLES = {("atan", 1, 1): 4, ("asin", 1, 1): 2, ("asin", 1, 2): 6}
