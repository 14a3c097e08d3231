r"""Means, variances and divergences over declared densities, the same for every reader.

    E_p[f(x)]   E_p(z)[f(z)]   Var_p[f(x)]   Cov_p[f(x), g(x)]   KL(q(z), p(z))   H(p)

`E_p` is over all outcomes that the declaration of p lists: the mean over p(x, z) is the mean over p(x) of that over p(z | x).
An outcome that stands where a number is needed is a real function of it.  For distributions on 1..K, KL(p, q) and H(p) are sums.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from verify.functions import entropy, kl_divergence, mean_over, minus, value_function
from verify.problem import reject
from verify.read.literals import Literals
from verify.read.names import canonical_name
from verify.read.scan import Token
from verify.sort import DensityFamily, Outcome, Random, Tensor
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    SPACE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    binder,
    density,
    expect,
    free_symbols,
    index_symbol,
    item,
    log,
    make,
    matmul,
    mul,
    power,
    subtract,
    summation,
    symbol,
    symbols_of_sort,
    transpose,
)

_KINDS = ("E", "Var", "Cov")
_OPENS = {"[": "]", "(": ")"}


@dataclass(frozen=True)
class Weight:
    """What a mean is over: (name, density) from the outermost; an outcome, or a real number with a density on the line."""

    parts: tuple[tuple[Term, Term], ...]

    def mean(self, body: Term) -> Term:
        """The integral of the densities times `body`; a density whose outcome does not occur integrates to 1."""
        for name, weight in reversed(self.parts):
            if name not in free_symbols(body):
                continue
            if isinstance(name.sort, Outcome):
                body = mean_over(name, weight, body)
            else:
                body = binder("integral", name, MINUS_INFINITY, INFINITY, mul(weight, body))
        return body

    def variance(self, body: Term) -> Term:
        return subtract(self.mean(power(body, TWO)), power(self.mean(body), TWO))

    def covariance(self, first: Term, second: Term) -> Term:
        return subtract(self.mean(mul(first, second)), mul(self.mean(first), self.mean(second)))


@dataclass(frozen=True)
class RandomVector(Weight):
    """The same of a random vector that is known by its mean and covariance: only polynomials of second degree have a mean."""

    def mean(self, body: Term) -> Term:
        ((name, _),) = self.parts
        if any(other is not name for other in symbols_of_sort((body,), Random)):
            raise reject("unsupported", "a mean of what is random in itself", help="one mean for each")
        if name not in free_symbols(body):  # what stands for a formula of the vector may hide in a definition
            raise reject("unsupported", f"a mean over {name.name} of what does not contain it", help="write it out")
        degree = degree_in(body, name)
        if degree is None or degree > 2:
            raise reject("unsupported", f"a mean of more than two factors {name.name}", help="a polynomial of second degree")
        return expect(body)

    def variance(self, body: Term) -> Term:
        return self.covariance(body, body)

    def covariance(self, first: Term, second: Term) -> Term:
        """E[f g^T] - E[f] E[g]^T."""
        product = matmul(first, transpose(second)) if first.shape or second.shape else mul(first, second)
        means = (self.mean(first), transpose(self.mean(second)))
        return subtract(self.mean(product), matmul(*means) if first.shape or second.shape else mul(*means))


def random_vector(name: str, mean: Term, variance: Term) -> Term:
    """The symbol of a column with this mean and covariance; raises InputError for shapes that do not fit."""
    size = next(part.shape[0] for part in (mean, variance) if part.shape)
    mean = make("zeros", (size, ONE)) if mean is ZERO else mean
    if mean.shape != (size, ONE) or variance.shape != (size, size):
        raise reject("shape-mismatch", "a mean and a covariance of different shapes", help=r"\mathcal{N}(\mu, \sigma^2 I)")
    if any(True for _ in symbols_of_sort((mean, variance), Random)):
        raise reject("unsupported", "a distribution given what is random", help="one mean for each")
    return symbol(name, Random(mean, variance))


def degree_in(term: Term, name: Term) -> int | None:
    """The degree of a polynomial in a vector, at most; None for what is not seen to be one."""
    if name not in free_symbols(term):
        return 0
    if term is name:
        return 1
    if term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1 and term.args[1].value[0] > 0:
        base = degree_in(term.args[0], name)
        return None if base is None else base * int(term.args[1].value[0])
    if term.op == "sum" and name not in (*free_symbols(term.args[1]), *free_symbols(term.args[2])):
        return degree_in(term.args[3], name)
    if term.op not in _POLYNOMIAL:
        return None
    degrees = [degree_in(arg, name) for arg in term.args]
    known = [degree for degree in degrees if degree is not None]
    if len(known) < len(degrees):
        return None
    return max(known) if term.op == "add" else sum(known)


_POLYNOMIAL = frozenset(("add", "mul", "matmul", "hadamard", "transpose", "trace", "item", "diagonal"))


def with_copies(tokens: list[Token], symbols: Mapping[str, Term]) -> dict[str, Term]:
    """z' of an outcome z is a second point of the same space: the tokens are joined, and what is declared then is returned."""
    found = dict(symbols)
    for place in range(len(tokens) - 1, -1, -1):
        kind, name, start, _ = tokens[place]
        declared = symbols.get(name) if kind == "name" else None
        end = place + 1
        while declared is not None and isinstance(declared.sort, Outcome) and tokens[end][0] == "'":
            end += 1
        primed = name + "'" * (end - place - 1)
        if end > place + 1 and declared is not None and getattr(symbols.get(primed), "sort", declared.sort) == declared.sort:
            tokens[place:end] = [(kind, primed, start, tokens[end - 1][3])]
            found[primed] = symbol(primed, declared.sort)
    return found


class Moments(Literals):
    """The part of the parser that reads the notation of probability."""

    def __init__(self, source: str, symbols: Mapping[str, Term], sizes: tuple[Term, ...] = ()) -> None:
        super().__init__(source, symbols, sizes)
        if "'" in [token[0] for token in self.tokens]:
            self.symbols = with_copies(self.tokens, symbols)

    def declared(self, name: str, found: Term) -> Term:
        """An outcome as a number is the value of a real function at it."""
        if isinstance(found.sort, Outcome):
            return apply(value_function(found.sort.variable), found)
        return super().declared(name, found)

    def unknown(self, name: str, at: int) -> Term:
        kind, _, index = name.partition("_")
        if name in _KINDS and self.tokens[self.position][1] == "_{":
            weight = self.weight_in_braces()
            if weight is not None:
                return self.moment(name, weight, at)
        if name in ("D_KL", "KL") and self.tokens[self.position][0] in _OPENS:
            return self.divergence(at)
        if kind in _KINDS and self.tokens[self.position][0] in _OPENS:
            weight = self.weight_before_bracket(index)
            if weight is not None:
                return self.moment(kind, weight, at)
        if name == "H" and self.tokens[self.position][0] == "(":
            opened = self.position
            self.position += 1
            found = self.entropy_of(self.density_argument(), at)
            if found is not None and self.step(")"):
                return found
            self.position = opened
        return super().unknown(name, at)

    def weight_in_braces(self) -> Weight | None:
        """That of E_{q(z)}[...], E_{z ~ q}[...] and E_{z ~ q(z|x)}[...]; None for what is no density."""
        opened = self.position
        self.position += 1
        name = self.tokens[self.position][1] if self.tokens[self.position + 1][0] == "~" else ""
        self.position += 2 * bool(name)
        at = self.position
        family = self.family(self.tokens[at][1])
        if family is None:
            self.position = opened
            return None
        found = self.density_argument()
        self.expect("}", opened)
        declared = family.sort.outcomes if isinstance(family.sort, DensityFamily) else ()
        outcomes = tuple(each.name for each in found.args[1 : 1 + found.value]) if found.op == "density" else declared
        if name and outcomes != (canonical_name(name),):
            raise self.fail("ambiguous", f"a mean over {name} under a density of {', '.join(outcomes)}", "E_{q(z)}[...]", at=at)
        if self.tokens[self.position][0] not in _OPENS or (found.op != "density" and found is not family):
            raise self.unexpected("'[' after the density of a mean")
        return self.weight_of_family(family) if found is family else self.weight_of(found)

    def function(self, name: str) -> Term:
        if name == "KL" and self.tokens[self.position][0] in _OPENS:
            return self.divergence(self.position - 1)
        return super().function(name)

    # ------------------------------------------------------------------------------------------------------------- weights

    def family(self, name: str) -> Term | None:
        found = self.symbols.get(name)
        return found if found is not None and isinstance(found.sort, DensityFamily) else None

    def lone_family(self) -> Term | None:
        """The only declared density, which a mean without an index is over."""
        found = [each for each in self.symbols.values() if isinstance(each.sort, DensityFamily)]
        return found[0] if len(found) == 1 and found[0].sort.outcomes else None  # type: ignore[union-attr]

    def weight_before_bracket(self, index: str) -> Weight | None:
        """That of E_p[...] and E_p(z)[...], or of E[...] if there is only one density; None for what is no density."""
        family = self.family(index) if index else self.lone_family()
        if family is None:
            return None
        if index and self.tokens[self.position][0] == "(" and self.bracket_follows():
            term = self.density(family.name, family)
            return self.weight_of(term)
        if not index:
            self.choices.append(f"a mean without an index is over {family.name}")
        return self.weight_of_family(family)

    def bracket_follows(self) -> bool:
        """Whether the round bracket at the cursor is followed by a square one: E_p(z)[...]."""
        depth = 0
        for position in range(self.position, len(self.tokens)):
            kind = self.tokens[position][0]
            depth += (kind == "(") - (kind == ")")
            if depth == 0:
                return self.tokens[position + 1][0] == "["
        return False

    def weight_of_family(self, family: Term) -> Weight:
        """Over all outcomes of the declaration, each given those before it."""
        sort = family.sort
        assert isinstance(sort, DensityFamily)
        if not sort.outcomes:
            raise self.fail("ambiguous", f"a mean over {family.name} without outcomes", f"E_{family.name}(z)[...]")
        outcomes = [self.symbols[name] for name in sort.outcomes]
        return self._nested(family, outcomes, [self.symbols[name] for name in sort.given])

    def weight_of(self, term: Term) -> Weight:
        """Over the outcomes of p(x, z | y)."""
        family, *outcomes = term.args
        return self._nested(family, outcomes[: term.value], outcomes[term.value :])

    def _nested(self, family: Term, outcomes: list[Term], given: list[Term]) -> Weight:
        parts = []
        for place, outcome in enumerate(outcomes):
            parts.append((outcome, density(family, [outcome], [*given, *outcomes[:place]])))
        return Weight(tuple(parts))

    # ------------------------------------------------------------------------------------------------------------- moments

    def moment(self, kind: str, weight: Weight, start: int) -> Term:
        """[body] or (body), or two bodies for a covariance; the cursor is at the bracket."""
        opened = self.position
        left = self.tokens[opened][0]
        self.position += 1
        bars, self.bars = self.bars, 0
        bodies = [self.quantity(self.statement(0), opened + 1)]
        while self.step(","):
            bodies.append(self.quantity(self.statement(0), self.position))
        self.bars = bars
        self.expect(_OPENS[left], opened)
        self.plain_power = None
        if kind == "Cov" and isinstance(weight, RandomVector) and len(bodies) == 1:
            kind = "Var"
        wanted = 2 if kind == "Cov" else 1
        if len(bodies) != wanted:
            raise self.fail("wrong-arity", f"{kind} of {len(bodies)} quantities", f"{kind} takes {wanted}", at=start)
        builds: dict[str, Callable[..., Term]] = {"E": weight.mean, "Var": weight.variance, "Cov": weight.covariance}
        return self.build(start, builds[kind], *bodies)

    def divergence(self, start: int) -> Term:
        """KL(q, p), KL(q || p), KL(q(z), p(z)), KL(q(z), p(z), z)."""
        opened = self.position
        self.position += 1
        closing = _OPENS[self.tokens[opened][0]]
        bars, self.bars = self.bars, 1  # the next bar stands between the densities
        first = self.density_argument()
        self.bars = 0
        has_bars = [token[0] for token in self.tokens[self.position : self.position + 2]] == ["|", "|"]
        self.position += 2 * has_bars
        if not has_bars and not self.step(","):
            raise self.unexpected("',' or '||' between the two densities")
        second = self.density_argument()
        self.bars = bars
        if not has_bars and self.step(","):
            at = self.position
            outcome = self.lone_outcome()
            if outcome is None:
                raise self.fail("type-mismatch", "a divergence over what is no outcome", "KL(q(z), p(z), z)", at=at)
            self.expect(closing, opened)
            return self.build(start, kl_divergence, outcome, first, second)
        self.expect(closing, opened)
        return self.divergence_of(first, second, start)

    def density_argument(self) -> Term:
        """q, q(z), or a distribution on 1..K."""
        at = self.position
        is_part = self.tokens[at + 1][0] in ("(", "+", "-", "*", "/")
        family = self.family(self.tokens[at][1])
        if family is not None and not is_part:
            self.position += 1
            return family
        defined = self.definitions.get(self.tokens[at][1])
        if defined is not None and defined.parameters and not is_part:
            self.position += 1
            return self.symbols[defined.name]
        self.at_outcomes, before = True, self.at_outcomes
        term = self.quantity(self.sum(), at)
        self.at_outcomes = before
        return term

    def divergence_of(self, q: Term, p: Term, start: int) -> Term:
        """E_q[log q - log p]; a density without arguments has those of the other, or of its declaration."""
        length = q.shape[0] if q.shape and _share(q, is_distribution) == 1 else None
        if length is not None and (self._length_of(p) is length or (p.shape == q.shape and _share(p, is_distribution) == 1)):
            index = index_symbol("k")
            ours, theirs = (self._entry(each, index, start) for each in (q, p))
            terms = mul(ours, log(mul(ours, power(theirs, -1))))
            return self.build(start, summation, index, ONE, length, terms)
        bare = [each.sort.outcomes for each in (q, p) if each.op == "symbol" and isinstance(each.sort, DensityFamily)]
        if len(bare) == 2 and bare[0] != bare[1]:
            raise self.fail("ambiguous", "a divergence of densities of other outcomes", "KL(q(z), p(z))", at=start)
        if p.op == "mul" and q.op == "density" and all(factor.op == "density" for factor in p.args):
            logarithms = subtract(log(q), add(*map(log, p.args)))
            return self.build(start, self.weight_of(q).mean, logarithms)
        outcomes = q.args[1 : 1 + q.value] if q.op == "density" else p.args[1 : 1 + p.value] if p.op == "density" else ()
        outcomes = outcomes or tuple(self.symbols[name] for name in next(iter(bare), ()))
        q, p = self._with_outcomes(q, outcomes, start), self._with_outcomes(p, outcomes, start)
        logarithms = subtract(log(q), log(p))
        if q.op == "density":
            return self.build(start, self.weight_of(q).mean, logarithms)
        total = mul(q, logarithms)
        for outcome in reversed(outcomes):
            total = self.build(start, binder, "integral", outcome, SPACE, SPACE, total)
        return total

    def _length_of(self, term: Term) -> Term | None:
        """How far a sequence goes that is defined for every index: m_k = (p_k + q_k)/2."""
        definition = self.definitions.get(term.name) if term.op == "symbol" else None
        return definition.length if definition is not None else None

    def _entry(self, term: Term, index: Term, start: int) -> Term:
        if self._length_of(term) is not None:
            return self.item(term.name, term, [index], start)
        return self.build(start, item, term, index)

    def _with_outcomes(self, term: Term, outcomes: tuple[Term, ...], start: int) -> Term:
        if term.op == "symbol" and term.name in self.definitions and outcomes:  # the m of KL(p || m), m(x) = (p(x) + q(x))/2
            definition = self.definitions[term.name]
            if len(definition.parameters) == len(outcomes):
                body = definition.body_for(outcomes)
                self.note_unfolded(term.name, body, start)
                term = self.build(start, definition.of, body, outcomes)
        if term.op == "density" or _share(term, lambda each: _is_density_of(each, outcomes)) == 1:
            return term
        if term.op == "symbol" and isinstance(term.sort, DensityFamily):
            names = outcomes or tuple(self.symbols[name] for name in term.sort.outcomes)
            given = tuple(self.symbols[name] for name in term.sort.given)
            if names:
                return density(term, names, given)
        raise self.fail("type-mismatch", "a divergence of what is no density", "KL(q(z), p(z))", at=start)

    def entropy_of(self, p: Term, start: int) -> Term | None:
        """H(p) = -E_p[log p]; None for what is neither a density nor a distribution."""
        if is_distribution(p):
            index = index_symbol("k")
            terms = mul(item(p, index), log(item(p, index)))
            return minus(self.build(start, summation, index, ONE, p.shape[0], terms))
        if p.op == "symbol" and isinstance(p.sort, DensityFamily):
            p = self._with_outcomes(p, (), start)
        if p.op != "density":
            return None
        return entropy(p.args[1], p) if p.value == 1 else minus(self.build(start, self.weight_of(p).mean, log(p)))


def _is_density_of(term: Term, outcomes: tuple[Term, ...]) -> bool:
    return term.op == "density" and term.args[1 : 1 + term.value] == outcomes


def _share(term: Term, is_part: Callable[[Term], bool]) -> Fraction | None:
    """The sum of the weights of a mixture of such parts; None for what is no such mixture."""
    if is_part(term):
        return Fraction(1)
    if term.op == "add":  # all positive, as each of them is
        shares = [_share(each, is_part) for each in term.args]
        return None if None in shares else sum((share for share in shares if share is not None), Fraction(0))
    weights = [_weight(factor) for factor in term.args]
    others = [factor for factor, weight in zip(term.args, weights, strict=True) if weight is None]
    share = _share(others[0], is_part) if term.op == "mul" and len(others) == 1 else None
    weight = prod((each for each in weights if each is not None), start=Fraction(1))
    return None if share is None or weight <= 0 else share * weight


def _weight(factor: Term) -> Fraction | None:
    """The value of 3 and of 1/3."""
    if factor.op == "power" and factor.args[0].op == "number" and factor.args[1].op == "number" and factor.args[0].value[0]:
        base, exponent = (arg.fraction for arg in factor.args)
        return 1 / base if exponent == -1 else None
    return factor.fraction if factor.op == "number" else None


def is_distribution(term: Term) -> bool:
    """Whether a term is a declared distribution on 1..K."""
    return term.op == "symbol" and isinstance(term.sort, Tensor) and "distribution" in term.sort.properties


def normal_weight(name: Term, parameters: Callable[[Term], Term]) -> Weight:
    """Over the real line with a normal density."""
    return Weight(((name, parameters(name)),))


