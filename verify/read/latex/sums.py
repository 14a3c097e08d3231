r"""Sums and products in LaTeX: \sum_{i=1}^n, \sum_i over all that the index counts, and \sum_{i<j} over pairs.

A sum goes on to the next + or -.  A product is ambiguous where a factor that does not depend on its index comes last.
"""

from __future__ import annotations

from contextlib import ExitStack, nullcontext

from verify.functions import minus
from verify.read.indexed import index_letters
from verify.read.items import lengths_of
from verify.read.latex.scripts import Scripts
from verify.read.names import canonical_name
from verify.sort import Outcome, Scalar, Sequence, Tensor
from verify.term import (
    HALF,
    MINUS_ONE,
    ONE,
    SPACE,
    Term,
    add,
    binder,
    free_symbols,
    index_symbol,
    make,
    mul,
    postorder,
    rows_of,
    substitute,
)

_TOTAL = frozenset(("add", "mul", "number", "symbol", "item", "row", "matmul", "transpose",
                    "exp", "abs", "max", "min", "sin", "cos", "tanh", "atan", "erf", "sigmoid", "softplus"))  # fmt: skip
AS_INTEGRAL = "read as an integral: of sums more may hold than of integrals"
_PAIRED = frozenset(("<", "<=", ">", ">=", "!=", ","))


class Sums(Scripts):
    """The part of the LaTeX parser that reads sums and products."""

    product_over = ""  # the index of the innermost product whose factors are being read
    product_from = 0  # where they begin

    def summation_command(self, start: int) -> Term:
        op = {"sum": "sum", "prod": "product"}[self.tokens[start][1]]
        lower_at, upper_at = self.limits()
        index = self.only_index() if lower_at is None and upper_at is None else ""
        if lower_at is None and not index:
            raise self.fail("missing-operand", f"\\{self.tokens[start][1]} without an index", r"\sum_{i=1}^{n}", at=start)
        if lower_at is None:
            return self.summation_over(op, index_symbol(index), None, None, start)
        if op == "sum" and upper_at is None and (outcomes := self.outcomes_below(lower_at)):
            return self.sum_over_outcomes(outcomes, start)
        if (pair := self.pair_at(lower_at)) is not None:
            return self.sum_of_pairs(op, pair, lower_at, upper_at, start)
        count = len(self.tokens)
        bound, lower = self.index_and_lower(lower_at)
        if upper_at is not None and upper_at > lower_at:
            upper_at += len(self.tokens) - count
        upper = self.inside(upper_at, lambda: self.quantity(self.statement(0), self.position)) if upper_at is not None else None
        return self.summation_over(op, bound, lower, upper, start)

    def only_index(self) -> str:
        r"""The i of \sum x_i y_i: the only index of declared arrays up to the next + or -; nothing if there are others."""
        found, depth = set(), 0
        for kind, text, _, _ in self.tokens[self.position :]:
            depth += (kind in ("(", "[", "{", r"\{") or text == "_{") - (kind in (")", "]", "}", r"\}"))
            if depth < 0 or (depth == 0 and kind in ("+", "-", "=", "<", "<=", ">", ">=", ",", "end")):
                break
            base, _, index = text.partition("_") if kind == "name" else ("", "", "")
            array = self.symbols.get(base)
            is_array = array is not None and isinstance(array.sort, (Sequence, Tensor)) and base not in self.bound
            if is_array and canonical_name(text) not in self.symbols and not index.isdigit():
                found.add(index)
        is_one = len(found) == 1 and all(len(index) == 1 and index.isalpha() for index in found)
        index = found.pop() if is_one else ""
        return "" if index in self.bound or index in self.symbols else index

    def summation_over(self, op: str, bound: Term, lower: Term | None, upper: Term | None, start: int) -> Term:
        """The sum or product of what follows; without bounds over all that the index counts."""
        at = self.position
        with self.scope(bound):
            around, self.product_over = self.product_over, bound.name if op == "product" else ""
            from_before, self.product_from = self.product_from, at
            body, lone = self.body_of(bound, op)
            is_argument = self.tokens[start - 1][1] in ("log", "ln") if start else False  # \log \prod_i p(x_i) \cdot p(\theta)
            if not lone and not is_argument and (dot := self.dot_behind(at, bound.name)) is not None:
                body, lone = self.body_before(at, dot, bound)
            self.product_over, self.product_from = around, from_before
        if op == "product" and not lone:
            raise self.fail("ambiguous", "a product followed by factors that do not depend on its index",
                            "put the factors of the product, or what follows it, into brackets", at=start)  # fmt: skip
        has_dot = any(token[0] == "*" for token in self.tokens[at : self.position])
        if op == "product" and has_dot and bound not in free_symbols(body):
            self.doubt(f"{self.slice(at, self.position - 1)} is read as one factor of the product")
        if lower is None or upper is None:
            if lower is not None or upper is not None:
                raise self.fail("missing-operand", "a sum with one bound", r"\sum_{i=1}^{n}", at=start)
            lower, upper = ONE, self.range_of(bound, body, start)
        self.check_bounds(lower, upper, op, at)
        pairs = _half_of_pairs(bound, lower, upper, body) if op == "sum" else None
        return self.build(start, binder, op, bound, lower, upper, body) if pairs is None else pairs

    def outcomes_below(self, at: int) -> list[Term]:
        r"""The outcomes x and y of \sum_{x,y}; none if the index is anything else."""
        braces = self.tokens[at][0] == "{" or self.tokens[at][1] == "_{"
        place, found = at + braces, []
        while True:
            kind, text, _, _ = self.tokens[place]
            declared = self.symbols.get(canonical_name(text)) if kind == "name" else None
            if declared is None or not isinstance(declared.sort, Outcome):
                return []
            found.append(declared)
            if not braces or self.tokens[place + 1][0] == "}":
                return found
            if self.tokens[place + 1][1] in ("in", "∈", r"\in"):
                return found if self.is_whole_space(place + 2, found) else []
            if self.tokens[place + 1][0] != ",":
                return []
            place += 2

    def is_whole_space(self, at: int, outcomes: list[Term]) -> bool:
        r"""Whether the set below a sum is the whole space of one outcome by its name: \mathcal{X} or X for x, and no other."""
        is_alone = len(outcomes) == 1 and self.tokens[at][0] == "name" and self.tokens[at + 1][0] == "}"
        return is_alone and self.tokens[at][1] == outcomes[0].name.upper()

    def sum_over_outcomes(self, outcomes: list[Term], start: int) -> Term:
        """The integral over the values of outcomes: what holds of every base measure holds of one that counts."""
        with ExitStack() as scopes:
            for outcome in outcomes:
                scopes.enter_context(self.scope(outcome))
            body, _ = self.body_of(outcomes[0], "sum")
        for outcome in reversed(outcomes):
            body = self.build(start, binder, "integral", outcome, SPACE, SPACE, body)
        names = ", ".join(outcome.name for outcome in outcomes)
        self.choices.append(f"the sum over {names} is read as the integral over its values")
        self.doubts.append(f"the sum over {names} is {AS_INTEGRAL}")
        return body

    def begins_another_product(self) -> bool:
        r"""Whether a \prod after the factors of a product is no part of it: it has nothing of its index, or the same index."""
        if not self.product_over or self.tokens[self.position][1] != "prod" or self.is_within_factor():
            return False
        depth = 0
        for place in range(self.position + 1, len(self.tokens)):
            kind, text, _, _ = self.tokens[place]
            depth += (kind in ("(", "[", "{", r"\{") or text == "_{") - (kind in (")", "]", "}", r"\}"))
            if depth < 0 or (depth == 0 and kind in ("+", "-", "=", "end")):
                break
            if kind == "name" and (text == self.product_over or self.product_over in index_letters(text)):
                before = place - 1
                while self.tokens[before][1] in ("_", "{", "_{"):
                    before -= 1
                return before < place - 1 and self.tokens[before][1] == "prod"
        return True

    def is_within_factor(self) -> bool:
        """Whether a bracket, bar or environment is open that was opened among the factors of the product."""
        depth, bars = 0, 0
        for kind, text, _, _ in self.tokens[self.product_from : self.position]:
            begins = kind in ("(", "[", "{", r"\{") or text in ("_{", "begin")
            depth += begins - (kind in (")", "]", "}", r"\}") or text == "end")
            bars += kind in ("|", "norm")
        return depth > 0 or bars % 2 == 1

    def index_and_lower(self, at: int) -> tuple[Term, Term | None]:
        """The bound index of `i=1` or `i`, and its least value."""
        braces = self.tokens[at][0] == "{" or self.tokens[at][1] == "_{"
        place = at + braces
        kind, text, _, _ = self.tokens[place]
        if kind != "name":
            raise self.fail("unexpected-token", f"{text!r} as an index", "a letter", at=place)
        name = canonical_name(text)
        declared = self.symbols.get(name)
        bound = declared if declared is not None and isinstance(declared.sort, Outcome) else index_symbol(name)
        following = self.tokens[place + 1][0]
        if not braces or following == "}":
            return bound, None
        if following != "=":
            raise self.fail("unsupported", "a condition on the index of a sum", "an index with its bounds: i=1", at=place + 1)
        back, self.position = self.position - len(self.tokens), place + 2
        lower = self.quantity(self.sum(), place + 2)
        if self.tokens[self.position][0] != "}":
            raise self.unexpected("'}' after the lower bound")
        self.position = back + len(self.tokens)
        return bound, lower

    def range_of(self, bound: Term, body: Term, start: int) -> Term:
        """The length of what the index counts, if all that it indexes has one length."""
        if isinstance(bound.sort, Outcome):
            raise self.fail("unsupported", "a sum over the values of an outcome", "an integral over it", at=start)
        found: dict[Term, None] = {}
        for term in postorder(body):
            if term.op == "item" and term.args[0].op == "symbol":
                pairs = zip(term.args[1:], lengths_of(term.args[0]), strict=False)
                found.update((length, None) for index, length in pairs if index is bound)
            elif term.op == "row" and term.args[1] is bound:
                found[rows_of(term.args[0])] = None
        if len(found) != 1:
            raise self.fail("ambiguous", f"a sum over {bound.name} without bounds", rf"\sum_{{{bound.name}=1}}^{{n}}", at=start)
        (length,) = found
        self.choices.append(f"the sum over {bound.name} is read from 1 to {length!r}")
        return length

    def body_of(self, bound: Term, op: str) -> tuple[Term, bool]:
        """The terms up to the next + or -, and whether it ends in a factor that depends on the index, or none does.

        An exponential behind it belongs to the product, as in the likelihood with the factors \\lambda^{x_i} e^{-\\lambda}.
        """
        at = self.position
        negative = False
        while self.tokens[self.position][0] in ("-", "+"):
            negative ^= self.step("-") or not self.step("+")
        body = self.quantity(self.product(negative), at)
        factors = body.args if body.op == "mul" and not self.is_one_factor(at) else (body,)
        depends = [bound in free_symbols(factor) for factor in factors]
        lone = op != "product" or depends[-1] or not any(depends)
        if not lone:
            last = max(place for place, each in enumerate(depends) if each)
            lone = all(factor.op == "exp" for factor in factors[last + 1 :])
            if lone:
                self.doubt(f"{self.slice(at, self.position - 1)} is read as one factor of the product")
        return body, lone

    def dot_behind(self, start: int, index: str) -> int | None:
        r"""The place of the dot behind which nothing depends on the index: of \prod_i p(x_i) \cdot p(\theta)."""
        depth, dots, last = 0, [], -1
        for place in range(start, self.position):
            kind, text, _, _ = self.tokens[place]
            depth += (kind in ("(", "[", "{", r"\{") or text == "_{") - (kind in (")", "]", "}", r"\}"))
            if depth == 0 and kind == "*":
                dots.append(place)
            if kind == "name" and (text == index or index in index_letters(text)):
                last = place
        return next((dot for dot in dots if dot > last >= start), None)

    def body_before(self, start: int, dot: int, bound: Term) -> tuple[Term, bool]:
        """The factors of a product up to a dot, which what follows is multiplied by."""
        kept, self.tokens[dot] = self.tokens[dot], ("dot", "", *self.tokens[dot][2:])
        self.position = start
        try:
            body, lone = self.body_of(bound, "product")
            is_whole = self.position == dot
        finally:
            self.tokens[dot] = kept
        self.doubt(f"what stands behind {self.slice(start, dot - 1)} is read as no factor of the product")
        return body, is_whole and lone

    def pair_at(self, at: int) -> tuple[str, str, str] | None:
        r"""The two names of i<j, i \ne j, i,j, 1 \le i<j \le n or i=1, i \ne j below a sum, with what stands between them."""
        end = self.group_end(at)
        if end is None:
            return None
        last = self.tokens[end - 5 : end - 1]
        if [kind for kind, *_ in last] == [",", "name", "!=", "name"] and self.tokens[at + 1][1] == last[1][1] != last[3][1]:
            return canonical_name(last[1][1]), "!=", canonical_name(last[3][1])
        for place in range(at + 1, end - 2):
            first, relation, second = self.tokens[place : place + 3]
            is_pair = first[0] == second[0] == "name" and relation[0] in _PAIRED and first[1] != second[1]
            ends = (self.tokens[place - 1][0], self.tokens[place + 3][0])
            if is_pair and (ends[0] == "{" or (ends[0] in ("<", "<=") and relation[0] in ("<", "<="))):
                is_last = ends[1] == "}" or (ends[1] in ("<", "<=") and ends[0] in ("<", "<="))
                if is_last or (relation[0] == "," and ends[1] == "="):
                    return canonical_name(first[1]), relation[0], canonical_name(second[1])
        return None

    def outer_index(self, name: str) -> Term | None:
        """What an index beside the index of a sum stands for, if it is bound outside or declared as a number that counts."""
        if name in self.bound:
            return self.bound[name]
        sort = self.symbols[name].sort if name in self.symbols else None
        counts = isinstance(sort, Scalar) and sort.is_integer and sort.lower is not None and sort.lower >= 0
        return self.symbols[name] if counts else None

    def with_outer_second(self, pair: tuple[str, str, str]) -> tuple[str, str, str]:
        r"""j \ne i for i \ne j, where i is declared and j is not."""
        first, relation, second = pair
        names = self.symbols.keys() | self.bound.keys()
        return (second, relation, first) if relation == "!=" and first in names and second not in names else pair

    def sum_of_pairs(self, op: str, pair: tuple[str, str, str], lower_at: int, upper_at: int | None, start: int) -> Term:
        """The sum over both names, or over the first one beside a second that is bound outside."""
        first, relation, second = pair = self.with_outer_second(pair)
        if first in self.bound or (second in self.bound and relation == ","):
            raise self.fail("ambiguous", f"a sum over {first}, which is bound", "another letter", at=lower_at)
        beside = self.outer_index(second)
        if beside is not None and not (isinstance(beside.sort, Scalar) and beside.sort.is_integer):
            raise self.fail("type-mismatch", f"{second} as an index", "an integer", at=lower_at)
        declared = [name for name in (first, second) if name in self.symbols]
        if len(declared) == 1 and beside is None:
            raise self.fail("ambiguous", f"a sum over {first} and {second}, of which {declared[0]} is declared",
                            rf"\sum_{{{first}=1}}^{{n}}", at=lower_at)  # fmt: skip
        bounds = self.bounds_of_pair(lower_at, upper_at, pair)
        inner, outer = index_symbol(first), beside or index_symbol(second)
        at = self.position
        with nullcontext() if outer.name in self.symbols else self.scope(outer), self.scope(inner):
            body, lone = self.body_of(inner, op)
        if not lone:
            raise self.fail("ambiguous", "a product followed by factors that do not depend on its index",
                            "put the factors of the product, or what follows it, into brackets", at=start)  # fmt: skip
        is_beside = beside is not None
        is_given = is_beside and second not in self.bound
        if is_given:
            turned = substitute(body, {inner: outer, outer: inner})
            if outer in free_symbols(body) and _in_order(turned) is _in_order(body):
                raise self.fail("ambiguous", f"a sum over {first} and {second}, of which {second} is declared",
                                rf"\sum_{{{first}=1}}^{{n}}", at=lower_at)  # fmt: skip
            self.choices.append(f"the sum is over {first} only: {second} is declared")
        if bounds is not None:
            if is_beside and relation != "!=":
                raise self.fail("ambiguous", f"bounds of {first} beside {second}", rf"\sum_{{{first}=1}}^{{n}}", at=lower_at)
            ranges = [bounds, bounds]
            counts = any(inner in term.args[1:] for term in postorder(body) if term.op in ("item", "row"))
            if is_given and not counts:
                raise self.fail("ambiguous", f"{second} may not be one of what {first} counts",
                                rf"\sum_{{{first}=1}}^{{n}}", at=lower_at)  # fmt: skip
        else:
            counted = (inner,) if is_given or (is_beside and relation in ("<", "<=")) else (inner, outer)
            lengths = [self.range_of(each, body, start) for each in counted]
            if lengths[0] is not lengths[-1] and relation != ",":
                raise self.fail("ambiguous", f"a sum over {first} and {second} of two ranges", r"\sum_{1\le i<j\le n}", at=start)
            ranges = [(ONE, lengths[0]), (ONE, lengths[-1])]
        for bound in ranges:
            self.check_bounds(*bound, op, at)
        (least, most), around = ranges
        every = binder(op, inner, least, most, body)
        if op == "sum" and relation in ("<", ">", "!=") and ranges[0] == ranges[1] and _is_total(body):
            equal = substitute(body, {inner: outer})
            if is_beside and relation == "!=":
                return self.build(start, lambda: add(every, minus(equal)))
            off = self.build(start, lambda: add(binder(op, outer, *around, every), minus(binder(op, outer, *around, equal))))
            if not is_beside and relation == "!=":
                return off
            if not is_beside and _in_order(substitute(body, {inner: outer, outer: inner})) is _in_order(body):
                return self.build(start, self.multiply, [HALF, off])
        below, above = (least, add(outer, MINUS_ONE)), (add(outer, ONE), most)
        parts = {
            "<": [below], "<=": [(least, outer)], ">": [above], ">=": [(outer, most)], "!=": [below, above], ",": [(least, most)],
        }  # fmt: skip
        inside = [self.build(start, binder, op, inner, lower, upper, body) for lower, upper in parts[relation]]
        whole = inside[0] if len(inside) == 1 else self.build(start, make, "add" if op == "sum" else "mul", tuple(inside))
        return whole if is_beside else self.build(start, binder, op, outer, *around, whole)

    def bounds_of_pair(self, lower_at: int, upper_at: int | None, pair: tuple[str, str, str]) -> tuple[Term, Term] | None:
        r"""The 1 and n of 1 \le i<j \le n, i,j=1 with ^n, and i<j with ^n; None for the range of what is indexed."""
        first, _, second = pair
        lower: list[Term] = []
        upper: list[Term] = []
        strict = [False, False]

        def read() -> Term:
            names = self.tokens[self.position][0] == "name" and canonical_name(self.tokens[self.position][1]) in (first, second)
            if not names:
                lower.append(self.quantity(self.sum(), self.position))
                strict[0] = self.step("<") or not self.step("<=")
            if names and self.tokens[self.position + 1][0] == "=":
                self.position += 2
                lower.append(self.quantity(self.sum(), self.position))
                self.expect(",", self.position)
            self.position += 3
            if self.step("="):
                lower.append(self.quantity(self.sum(), self.position))
            elif self.tokens[self.position][0] in ("<", "<="):
                strict[1] = self.step("<") or not self.step("<=")
                upper.append(self.quantity(self.sum(), self.position))
            return ONE

        self.inside(lower_at, read)
        if upper_at is not None:
            if upper:
                raise self.fail("ambiguous", f"two upper bounds of {first} and {second}", "one of them", at=upper_at)
            upper.append(self.inside(upper_at, lambda: self.quantity(self.statement(0), self.position)))
        if not lower and not upper:
            return None
        if not upper:
            raise self.fail("missing-operand", "a sum with one bound", r"\sum_{1\le i<j\le n}", at=lower_at)
        least = lower[0] if lower else ONE
        return add(least, ONE) if strict[0] else least, add(upper[0], MINUS_ONE) if strict[1] else upper[0]


def _half_of_pairs(outer: Term, lower: Term, upper: Term, body: Term) -> Term | None:
    r"""(\sum_{i,j} f - \sum_i f_{ii})/2 for \sum_{i=1}^{n-1} \sum_{j=i+1}^n f of an f that is the same in both orders."""
    if body.op != "sum" or lower is not ONE or not free_symbols(upper):
        return None
    inner, low, high, summand = body.args
    is_ordered = low is add(outer, ONE) and (upper is high or upper is add(high, MINUS_ONE))
    if not is_ordered or inner in free_symbols(upper) or outer in free_symbols(high) or not _is_total(summand):
        return None
    if _in_order(substitute(summand, {inner: outer, outer: inner})) is not _in_order(summand):
        return None
    every = binder("sum", outer, ONE, high, binder("sum", inner, ONE, high, summand))
    return mul(HALF, add(every, minus(binder("sum", outer, ONE, high, substitute(summand, {inner: outer})))))


def _is_total(term: Term) -> bool:
    """Whether a term of items has a value wherever they have, and so at equal indices too."""
    return all(
        inner.op in _TOTAL
        or (inner.op == "power" and inner.args[1].op == "number" and inner.args[1].value[1] == 1 and inner.args[1].value[0] > 0)
        for inner in postorder(term)
    )


def _in_order(term: Term) -> Term:
    """The term with the parts of its sums and products in one order, and with one sign of what is squared or between bars."""
    args = [_in_order(arg) for arg in term.args]
    if term.op in ("add", "mul"):
        args.sort(key=repr)
    if args and args[0].op == "add" and (term.op == "abs" or (term.op == "power" and _is_even(args[1]))):
        turned = [mul(*arg.args[1:]) if arg.op == "mul" and arg.args[0] is MINUS_ONE else minus(arg) for arg in args[0].args]
        args[0] = min(args[0], make("add", tuple(sorted(map(_in_order, turned), key=repr))), key=repr)
    return make(term.op, tuple(args), term.value) if args else term


def _is_even(exponent: Term) -> bool:
    return exponent.op == "number" and exponent.value[1] == 1 and exponent.value[0] % 2 == 0
