r"""Expectations, divergences, entropies, indicators and the normal density in LaTeX."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from verify.functions import has_positive_entries, normal_density, normal_divergence
from verify.read.deltas import indicator_of
from verify.read.latex.environments import Environments
from verify.read.moments import RandomVector, Weight, random_vector
from verify.read.names import canonical_name
from verify.read.sets import all_of
from verify.read.words import SPREAD
from verify.sort import REAL, DensityFamily, Outcome, Random, Tensor
from verify.term import (
    ONE,
    TRUE,
    ZERO,
    Term,
    density,
    expect,
    free_symbols,
    fresh_symbol,
    log,
    make,
    subtract,
    symbol,
    symbols_of_sort,
    transpose,
)

_RELATIONS = frozenset(("=", "!=", "<", "<=", ">", ">="))
_CLOSES = {"(": ")", "[": "]", r"\{": r"\}"}


class Probability(Environments):
    """The part of the LaTeX parser that reads the notation of probability."""

    norms_open = 0

    @abstractmethod
    def as_round_brackets(self) -> None:
        """Make round brackets of those at the cursor."""

    def blackboard(self, start: int) -> Term:
        r"""\mathbb E, \mathbb H and \mathbb 1; \mathbb P, \mathbb R are no quantities."""
        braces = self.step("{")
        _, text, begins, ends = self.tokens[self.position]
        text, _, index = text.partition("_")
        if index:  # \mathbb E_p
            self.tokens[self.position + 1 : self.position + 1] = [("_", "_", ends, ends), ("name", index, begins, ends)]
        self.position += 1
        if braces:
            self.expect("}", start + 1)
        if text in ("E", "H"):
            found = self.expectation_or_divergence(text, start)
            if found is not None:
                return found
        if text in ("1", "I"):
            return self.indicator_command(start)
        raise self.fail("unsupported", rf"\mathbb{{{text}}} here", "a quantity", at=start)

    def is_condition_next(self) -> bool:
        r"""Whether a relation stands in the bracket or the script at the cursor: \{y = k\}, _{i = j}, (x \in A)."""
        depth = 0
        for kind, text, _, _ in self.tokens[self.position + (self.tokens[self.position][0] == "_") :]:
            depth += (kind in ("(", "[", "{", r"\{") or text == "_{") - (kind in (")", "]", "}", r"\}"))
            if depth <= 0:
                return False
            if kind in _RELATIONS:
                return True
        return False

    def indicator_command(self, start: int) -> Term:
        """_{x > 0} or (x > 0) after the sign of an indicator; a comma between conditions is read as and."""
        is_script = self.step("_") or self.tokens[self.position][1] == "_{"
        if not is_script:
            self.as_round_brackets()
        at = self.position
        opening, closing = ("{", "}") if is_script else ("(", ")")
        if self.tokens[at][1] != "_{" and self.tokens[at][0] != opening:
            raise self.unexpected("the condition of an indicator in brackets")
        self.position += 1
        bars, self.bars = self.bars, 0
        conditions = [self.truth(self.statement(0), at + 1)]
        while self.step(","):
            conditions.append(self.truth(self.statement(0), self.position))
        self.bars = bars
        self.expect(closing, at)
        self.plain_power = None
        following = [token[0] for token in self.tokens[self.position : self.position + 3]]
        if is_script and following == ["(", "name", ")"]:
            raise self.fail("ambiguous", "an indicator before a name in brackets: at that place, or times it",
                            "* between the factors, or the indicator alone")  # fmt: skip
        return self.build(start, indicator_of, all_of(*conditions), self.bound.values())

    def choice(self, start: int) -> Term:
        """(c, a, b): a where c holds, else b."""
        opened = self.position
        self.expect("(", start)
        bars, self.bars = self.bars, 0
        condition = self.truth(self.statement(0), opened + 1)
        values = []
        for _ in range(2):
            if not self.step(","):
                raise self.unexpected("',' and a value")
            at = self.position
            values.append(self.quantity(self.statement(0), at))
        self.bars = bars
        self.expect(")", opened)
        self.plain_power = None
        return self.build(start, make, "piecewise", (values[0], condition, values[1], TRUE))

    def mean_command(self, start: int) -> Term:
        """E_{x ~ N(m, v)}(..) in typed text."""
        found = self.expectation(self.tokens[start][1], start)
        if found is None:
            raise self.unexpected("'[' after the distribution of a mean")
        return found

    def divergence_command(self, start: int) -> Term:
        """KL(N(m, v) || N(a, b)) in typed text."""
        opened = self.position
        self.expect("(", start)
        return self.normal_divergence(opened, start)

    def expectation_or_divergence(self, name: str, start: int) -> Term | None:
        """E[...], E_{q(z|x)}[...], Var_{p(x)}(...), KL(q || p), H(q); None if the name is an ordinary one here."""
        if name in ("E", "Var", "Cov"):
            return self.expectation(name, start)
        kind = self.tokens[self.position][0]
        if kind not in _CLOSES:
            return None
        self.as_round_brackets()
        opened = self.position
        self.position += 1
        if name != "H" and self.tokens[self.position][:2] == ("command", "normal"):
            return self.normal_divergence(opened, start)
        self.norms_open += 1  # the next \| stands between the densities
        outer, self.bars = self.bars, int(name != "H")  # as does the next ||
        q = self.density_argument()
        self.norms_open -= 1
        self.bars = 0
        if name == "H":
            self.bars = outer
            entropy = self.entropy_of(q, start) if self.tokens[self.position][0] == ")" else None
            self.position = self.position + 1 if entropy is not None else opened
            return entropy
        bars = self.step("norm") or (self.step("|") and self.step("|")) or self.step(",")
        if not bars:
            raise self.unexpected(r"\| between the two densities")
        p = self.density_argument()
        self.bars = outer
        self.expect(")", opened)
        return self.divergence_of(q, p, start)

    def normal_divergence(self, opened: int, start: int) -> Term:
        r"""KL(\mathcal{N}(m, v) \| \mathcal{N}(m', v')): of numbers the integral over the line, of columns its closed form."""
        first = self.normal_parameters()
        if not (self.step("norm") or (self.step("|") and self.step("|")) or self.step(",")):
            raise self.unexpected(r"\| between the two distributions")
        if self.tokens[self.position][:2] != ("command", "normal"):
            raise self.unexpected("a second normal distribution")
        second = self.normal_parameters()
        self.expect(")", opened)
        if any(part.shape for part in (*first, *second)):
            for name in (name for covariance in (first[1], second[1]) for name in _not_definite(covariance)):
                raise self.fail("ambiguous", f"{name.name} in a covariance", "declare it positive definite", at=start)
            self.choices.append("the divergence of two normal vectors is read as its closed form")
            like = next((part for part in (first[0], second[0]) if part.shape), None)
            parts = [_as_column(part, like) for part in (*first, *second)]
            return self.build(start, normal_divergence, *parts)
        name = fresh_symbol(symbol("x", REAL), self.symbols.values())
        q, p = (normal_density(name, mean, variance) for mean, variance in (first, second))
        return Weight(((name, q),)).mean(subtract(log(q), log(p)))

    def normal_parameters(self) -> tuple[Term, Term]:
        """(mean, variance) after the letter of a normal distribution, which is the token at the cursor."""
        self.position += 1
        self.as_round_brackets()
        opened = self.position
        if not self.step("("):
            raise self.unexpected("'(' after the normal distribution")
        mean = self.quantity(self.sum(), self.position)
        if not self.step(","):
            raise self.unexpected("',' before the variance")
        at = self.position
        variance = self.quantity(self.sum(), at)
        self.check_variance(variance, at)
        self.expect(")", opened)
        return mean, variance

    def check_variance(self, variance: Term, at: int) -> None:
        r"""\mathcal{N}(m, \sigma) is of the variance sigma to some, and of the deviation sigma to others."""
        name = variance.args[0] if variance.op == "item" else variance
        if not variance.shape and name.op == "symbol" and SPREAD.fullmatch(name.name):
            raise self.fail("ambiguous", f"{self.slice(at, self.position - 1)}, the variance or the standard deviation",
                            rf"{self.slice(at, self.position - 1)}^2, or a name as v", at=at)  # fmt: skip

    def expectation(self, kind: str, start: int) -> Term | None:
        """The mean, variance or covariance under a density; without one, over what is random."""
        weight = None
        if self.tokens[self.position][0] == "_" or self.tokens[self.position][1] == "_{":
            self.step("_")
            weight = self.weight()
        elif self.tokens[self.position][0] in _CLOSES and not any(True for _ in symbols_of_sort(self.symbols.values(), Random)):
            family = self.lone_family()
            if family is not None:
                self.choices.append(f"a mean without an index is over {family.name}")
                weight = self.weight_of_family(family)
        if self.tokens[self.position][0] not in _CLOSES:
            if weight is None or kind != "E":
                return None
            at = self.position
            return self.build(start, weight.mean, self.quantity(self.product(False), at))
        if weight is None and kind != "E":
            return None
        of_round_sum = kind == "E" and self.is_round_sum()
        self.as_round_brackets()
        if weight is not None:
            found = self.with_names(weight, lambda: self.moment(kind, weight, start))
            self.check_scope_of_mean(of_round_sum, start)
            return found
        if not any(True for _ in symbols_of_sort(self.symbols.values(), Random)):
            raise self.fail("ambiguous", "an expectation that does not say over what", r"\mathbb{E}_{p(x)}[...]", at=start)
        opened = self.position
        self.position += 1
        body = self.quantity(self.statement(0), opened + 1)
        self.expect(")", opened)
        self.check_scope_of_mean(of_round_sum, start)
        return self.build(start, expect, body)

    def is_round_sum(self) -> bool:
        """Whether a sum in round brackets stands at the cursor."""
        if self.tokens[self.position][0] != "(":
            return False
        depth, after = 0, "("
        for kind, text, _, _ in self.tokens[self.position :]:
            depth += (kind in ("(", "[", "{", r"\{") or text == "_{") - (kind in (")", "]", "}", r"\}"))
            if depth == 0:
                return False
            if depth == 1 and kind in ("+", "-") and after != "(":
                return True
            after = kind
        return False

    def check_scope_of_mean(self, of_round_sum: bool, start: int) -> None:
        r"""\mathbb{E}(x - m)^2 is the mean of the square to most, though E(x)^2 is the square of the mean."""
        if of_round_sum and self.tokens[self.position][0] in ("^", "super", "(", "["):
            raise self.fail("ambiguous", "a mean before a bracket and what follows it", r"\mathbb{E}[...] round all of it",
                            at=start)  # fmt: skip

    def with_names(self, weight: Weight, read: Callable[[], Term]) -> Term:
        """Read what stands under a mean, in which the names of the weight are bound."""
        outer = self.bound
        self.bound = {**outer, **{name.name: name for name, _ in weight.parts if not isinstance(name.sort, Outcome)}}
        try:
            return read()
        finally:
            self.bound = outer

    def weight(self) -> Weight:
        r"""q, q(z|x), z \sim q, z \sim q(z|x), x \sim \mathcal{N}(\mu, \sigma^2) below an expectation."""
        opened = self.position
        braces = self.step("{") or self.tokens[opened][1] == "_{"
        self.position += self.tokens[opened][1] == "_{"
        at = self.position
        names = (self.names_before_sim() or self.point_of_normal()) if braces else []
        if names and self.tokens[self.position][:2] == ("command", "normal"):
            weight = self.normal_weight(names)
        else:
            self.fill_dot(names)
            found = self.density_argument() if braces else self.family(self.tokens[at][1])
            self.position += not braces
            if found is None or (found.op != "density" and not (found.op == "symbol" and self.family(found.name) is found)):
                raise self.fail("type-mismatch", "an expectation under what is no density", "declare it: density of z", at=at)
            weight = self.weight_of(found) if found.op == "density" else self.weight_of_names(found, names, at)
        if braces:
            self.expect("}", opened)
        return weight

    def names_before_sim(self) -> list[int]:
        r"""The places of the names in `x, z \sim`; steps over them."""
        place = self.position
        found = []
        while self.tokens[place][0] == "name":
            found.append(place)
            place += 1
            if self.tokens[place][0] == ",":
                place += 1
            elif self.tokens[place][:2] == ("command", "sim"):
                self.position = place + 1
                return found
            else:
                break
        return []

    def point_of_normal(self) -> list[int]:
        r"""The place of the z of \mathcal{N}(z; m, v), which is read as z \sim \mathcal{N}(m, v)."""
        here = self.position
        kinds = [token[0] for token in self.tokens[here + 1 : here + 4]]
        if self.tokens[here][:2] != ("command", "normal") or kinds[:2] != ["(", "name"] or kinds[2] not in (";", "|"):
            return []
        normal, opened, name, _ = self.tokens[here : here + 4]
        self.tokens[here : here + 4] = [name, normal, opened]
        self.position += 1
        return [here]

    def fill_dot(self, names: list[int]) -> None:
        r"""The dot of z \sim q(\cdot | x) stands for z."""
        place = self.position + 2
        if len(names) == 1 and self.tokens[place - 1][0] == "(" and self.tokens[place][:2] == ("*", "cdot"):
            _, _, start, end = self.tokens[place]
            self.tokens[place] = ("name", self.tokens[names[0]][1], start, end)

    def weight_of_names(self, family: Term, names: list[int], at: int) -> Weight:
        if not names:
            return self.weight_of_family(family)
        outcomes = [self.outcome_at(place) for place in names]
        if any(outcome is None for outcome in outcomes):
            raise self.fail("type-mismatch", "an expectation over what is no outcome", "declare it: density of z", at=at)
        given = [self.symbols[each] for each in family.sort.given] if isinstance(family.sort, DensityFamily) else []
        return self.weight_of(density(family, [each for each in outcomes if each is not None], given))

    def normal_weight(self, names: list[int]) -> Weight:
        r"""x \sim \mathcal{N}(\mu, v): a real number with that density, or a column with that mean and covariance."""
        at = self.position
        if len(names) > 1:
            raise self.fail("unsupported", "an expectation over several normal numbers", "one expectation for each", at=at)
        word = canonical_name(self.tokens[names[0]][1])
        name, declared = symbol(word, REAL), self.symbols.get(word)
        mean, variance = self.normal_parameters()
        if mean.shape or variance.shape:
            name = self.build(at, random_vector, word, mean, variance)
            self.choices.append(f"of {word} only its mean and covariance are used")
        if declared is not None and declared.shape != name.shape:
            raise self.fail("shape-mismatch", f"{word}, which is declared in another shape", "parameters of that shape", at=at)
        if name.shape:
            return RandomVector(((name, ONE),))
        return Weight(((name, self.build(at, normal_density, name, mean, variance)),))

    def normal(self, start: int) -> Term:
        r"""\mathcal N(x; mu, v) or \mathcal N(x | mu, v), the density."""
        self.as_round_brackets()
        opened = self.position
        if not self.step("("):
            raise self.unexpected("'(' after the normal density")
        parts = []
        bars, self.bars = self.bars, self.bars + 1  # the bar after the point opens nothing
        for separators in ((";", "|", ","), (",",), (")",)):
            at = self.position
            parts.append(self.quantity(self.sum(), at))
            self.bars = bars
            if len(parts) == 3:
                self.check_variance(parts[2], at)
            if self.tokens[self.position][0] not in separators:
                if separators == (")",):
                    self.expect(")", opened)
                raise self.fail("unexpected-token", "a normal density without a point, a mean and a variance",
                                r"\mathcal{N}(x; \mu, \sigma^2)")  # fmt: skip
            self.position += 1
        return self.build(start, normal_density, *parts)


def _as_column(part: Term, like: Term | None) -> Term:
    """The mean 0 of a normal column is the column of zeros."""
    return make("zeros", like.shape) if part is ZERO and like is not None else part


def _not_definite(covariance: Term) -> list[Term]:
    """The matrices in a covariance that are not declared positive definite; an invertible L in L L^T needs not to be."""
    if covariance.op == "diagonal" and has_positive_entries(covariance.args[0]):
        return []
    if covariance.op == "add":
        return [name for part in covariance.args for name in _not_definite(part)]
    factors = covariance.args if covariance.op == "matmul" else ()
    needed = {"positive definite"}
    if len(factors) == 2 and transpose(factors[0]) is factors[1] and factors[0].op == "symbol":
        needed.add("invertible")
    sorts = [(name, name.sort) for name in free_symbols(covariance)]
    return [name for name, sort in sorts if isinstance(sort, Tensor) and needed.isdisjoint(sort.properties)]
