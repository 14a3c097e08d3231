"""Random questions: a formula, and what a chain of textbook rewrites makes of it, whether or not their conditions hold.

log(x^2) becomes 2 log(x), a power of a power the power of a product, a sum is split where it may be empty.  A question is true
on some of the domains that are drawn for its symbols and false on others: on the edge, which is where a prover goes wrong.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.oracle_term import is_integer
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.term import (
    BINDERS,
    HALF,
    MINUS_ONE,
    ONE,
    TRUE,
    TWO,
    ZERO,
    Term,
    add,
    call,
    divide,
    free_symbols,
    index_symbol,
    make,
    mul,
    negate,
    number,
    piecewise,
    postorder,
    power,
    relation,
    sqrt,
    substitute,
    subtract,
    summation,
)

REAL_WORDS = (
    "real", "real", "real", "positive", "positive", "nonnegative", "nonzero", "negative", "nonpositive", "in (0, 1)",
    "in [0, 1]", "in [-1, 1]", "in (1, inf)", "in (-1, 2)", "in [1, 3]",
)  # fmt: skip
INTEGER_WORDS = ("natural", "natural", "integer", "integer", "integer >= 0", "integer >= 2", "nonzero integer")
MOST_TERMS = 45

# Many of these need a condition that is not written, and some are wrong.  Letters u, v, w stand for any formula, n and m for
# one that is an integer by its form; k and t are bound.
EQUATIONS = """
log(u^2) = 2 log(u)                       ; log(u v) = log(u) + log(v)               ; log(u/v) = log(u) - log(v)
log(u^v) = v log(u)                       ; log(u^n) = n log(u)                      ; log(1/u) = -log(u)
exp(log(u)) = u                           ; log(exp(u)) = u                          ; exp(u + v) = exp(u) exp(v)
exp(u v) = exp(u)^v                       ; exp(v log(u)) = u^v                      ; exp(n log(u)) = u^n
log(|u|) = log(u)                         ; log(u^2) = 2 log(|u|)                    ; log(sqrt(u)) = log(u)/2
sqrt(u^2) = u                             ; sqrt(u^2) = |u|                          ; sqrt(u)^2 = u
sqrt(u v) = sqrt(u) sqrt(v)               ; sqrt(u/v) = sqrt(u)/sqrt(v)              ; 1/sqrt(u) = sqrt(u)/u
sqrt(1/u) = 1/sqrt(u)                     ; u/sqrt(u) = sqrt(u)                      ; sqrt(u^2 v) = u sqrt(v)
sqrt(u^4) = u^2                           ; (u^3)^(1/3) = u                          ; u^(1/3) u^(2/3) = u
(u^v)^w = u^(v w)                         ; (u^n)^m = u^(n m)                        ; (u^v)^n = u^(v n)
(u^n)^v = u^(n v)                         ; u^v u^w = u^(v + w)                      ; u^n u^m = u^(n + m)
u^v/u^w = u^(v - w)                       ; u^n/u^m = u^(n - m)                      ; (u v)^w = u^w v^w
(u v)^n = u^n v^n                         ; (u/v)^w = u^w/v^w                        ; u^(-v) = 1/u^v
u^(-n) = 1/u^n                            ; u^v = |u|^v                              ; (-u)^n = (-1)^n u^n
(-1)^(2 n) = 1                            ; (-1)^n (-1)^n = 1                        ; u^0 = 1
0^n = 0                                   ; 1^v = 1                                  ; u^(2 n) = |u|^(2 n)
u/u = 1                                   ; u - u = 0                                ; 0 u = 0
u/v + w/v = (u + w)/v                     ; (u v)/v = u                              ; 1/(1/u) = u
(u^2 - v^2)/(u - v) = u + v               ; u/(u v) = 1/v                            ; 1/u - 1/v = (v - u)/(u v)
u^2/u = u                                 ; (u + v)^2 = u^2 + 2 u v + v^2            ; (u^2 - 1)/(u + 1) = u - 1
|u| = u                                   ; |u| = -u                                 ; |u v| = |u| |v|
|u + v| = |u| + |v|                       ; |u|^2 = u^2                              ; |u/v| = |u|/|v|
|u - v| = |v - u|                         ; abs(|u| - |v|) = |u - v|                 ; |u|^3 = u^3
|u| = max(u, -u)                          ; |u| = sign(u) u                          ; sign(u)^2 = 1
sign(u) |u| = u                           ; sign(u) = u/|u|                          ; sign(u v) = sign(u) sign(v)
sign(u)^3 = sign(u)                       ; sign(|u|) = 1                            ; sign(exp(u)) = 1
sign(1/u) = sign(u)                       ; sign(u)^n = sign(u^n)                    ; |sign(u)| = 1
max(u, v) w = max(u w, v w)               ; max(u, v) + w = max(u + w, v + w)        ; max(u, v) = (u + v + |u - v|)/2
max(u, v) + min(u, v) = u + v             ; max(u, v) min(u, v) = u v                ; max(u, v) = -min(-u, -v)
max(u, v)^2 = max(u^2, v^2)               ; exp(max(u, v)) = max(exp(u), exp(v))     ; max(u, max(v, w)) = max(u, v, w)
min(u, v) = u                             ; max(u, 0) - max(-u, 0) = u               ; log(max(u, v)) = max(log(u), log(v))
1/max(u, v) = min(1/u, 1/v)               ; sqrt(max(u, v)) = max(sqrt(u), sqrt(v))  ; max(u, 0) max(-u, 0) = 0
piecewise((u, v < w), (-u, otherwise)) = u sign(w - v)     ; piecewise((u, u > 0), (-u, otherwise)) = |u|
piecewise((u, u > 0), (-u, u < 0)) = |u|                   ; piecewise((1/u, u > 0), (0, otherwise)) = max(1/u, 0)
piecewise((u, v <= w), (w, otherwise)) = piecewise((u, v < w), (w, otherwise))
piecewise((u, v < w), (v, otherwise)) = piecewise((v, v >= w), (u, otherwise))
piecewise((u, n > m), (v, otherwise)) = piecewise((u, n >= m + 1), (v, otherwise))
piecewise((u - v, u > v), (0, otherwise)) = max(u - v, 0)  ; piecewise((u log(u), u > 0), (0, otherwise)) = u log(u)
asin(sin(u)) = u                          ; sin(asin(u)) = u                         ; acos(cos(u)) = u
cos(acos(u)) = u                          ; atan(tan(u)) = u                         ; tan(atan(u)) = u
atan(u) + atan(1/u) = pi/2                ; asin(u) + acos(u) = pi/2                 ; acos(-u) = pi - acos(u)
cos(asin(u)) = sqrt(1 - u^2)              ; sin(u)/cos(u) = tan(u)                   ; sin(u)^2 + cos(u)^2 = 1
sin(u) = sqrt(1 - cos(u)^2)               ; sin(2 u) = 2 sin(u) cos(u)               ; tan(u) tan(pi/2 - u) = 1
sin(u + v) = sin(u) cos(v) + cos(u) sin(v)                 ; cos(2 u) = 1 - 2 sin(u)^2
atan(u) + atan(v) = atan((u + v)/(1 - u v))                ; sin(u)/tan(u) = cos(u)
tan(2 u) = 2 tan(u)/(1 - tan(u)^2)        ; 1 + tan(u)^2 = 1/cos(u)^2                ; asin(u) = atan(u/sqrt(1 - u^2))
tan(u/2) = sin(u)/(1 + cos(u))            ; sin(n pi) = 0                            ; cos(n pi) = (-1)^n
acosh(cosh(u)) = u                        ; cosh(acosh(u)) = u                       ; asinh(sinh(u)) = u
atanh(tanh(u)) = u                        ; tanh(atanh(u)) = u                       ; cosh(u)^2 - sinh(u)^2 = 1
sinh(u) = sqrt(cosh(u)^2 - 1)             ; asinh(u) = log(u + sqrt(u^2 + 1))        ; acosh(u) = log(u + sqrt(u^2 - 1))
tanh(u) = (exp(2 u) - 1)/(exp(2 u) + 1)   ; 1/tanh(u) = cosh(u)/sinh(u)              ; atanh(u) = (log(1 + u) - log(1 - u))/2
atanh(u) = log((1 + u)/(1 - u))/2         ; tanh(log(u)) = (u^2 - 1)/(u^2 + 1)       ; cosh(log(u)) = (u + 1/u)/2
gamma(u + 1) = u gamma(u)                 ; gamma(u)/gamma(u - 1) = u - 1            ; loggamma(u) = log(gamma(u))
gamma(u) gamma(1 - u) = pi/sin(pi u)      ; digamma(u + 1) = digamma(u) + 1/u        ; exp(loggamma(u)) = gamma(u)
loggamma(u + 1) = log(u) + loggamma(u)    ; factorial(n) = n factorial(n - 1)        ; gamma(u + 2)/gamma(u) = u (u + 1)
gamma(n) = factorial(n)/n                 ; loggamma(u + 1) = log(u gamma(u))      ; digamma(1 - u) - digamma(u) = pi/tan(pi u)
erf(-u) = -erf(u)                         ; erf(u) + erfc(u) = 1                     ; erf(|u|) = |erf(u)|
erf(sqrt(u^2)) = erf(u)                   ; erfc(-u) = 2 - erfc(u)                   ; sign(erf(u)) = sign(u)
floor(u + v) = floor(u) + floor(v)        ; floor(u + n) = floor(u) + n              ; floor(-u) = -ceiling(u)
floor(n u) = n floor(u)                   ; ceiling(u) = floor(u) + 1                ; floor(floor(u)) = floor(u)
floor(n/2) + ceiling(n/2) = n             ; floor(n/m) m = n                         ; floor(2 u) = floor(u) + floor(u + 1/2)
floor(|u|) = |floor(u)|                   ; floor(sqrt(u)) = floor(sqrt(floor(u)))   ; floor(u/n) = floor(floor(u)/n)
floor(u) = u                              ; ceiling(n/m) = floor((n + m - 1)/m)    ; floor(max(u, v)) = max(floor(u), floor(v))
sum(1, k, 1, n) = n                       ; sum(k, k, 1, n) = n (n + 1)/2            ; sum(u, k, n, m) = (m - n + 1) u
sum(k, k, n, m) = (m - n + 1) (m + n)/2   ; sum(k^2, k, 1, n) = n (n + 1) (2 n + 1)/6
sum(u^k, k, 0, n) = (1 - u^(n + 1))/(1 - u)                ; sum(u^k, k, n, m) = (u^n - u^(m + 1))/(1 - u)
sum(1/(k (k + 1)), k, 1, n) = 1 - 1/(n + 1)                ; product(u, k, 1, n) = u^n
product(k, k, 1, n) = factorial(n)        ; product(u k, k, 1, n) = u^n factorial(n) ; sum(k u^k, k, 1, n) = sum(k u^k, k, 0, n)
sum(1/k, k, 1, n) = digamma(n + 1) - digamma(1)            ; product(exp(k), k, 1, n) = exp(n (n + 1)/2)
sum(log(k), k, 1, n) = log(factorial(n))  ; product((k + 1)/k, k, 1, n) = n + 1      ; product(u k, k, 0, n) = 0
sum(|u|^k, k, 0, n) = sum(u^k, k, 0, n)   ; sum((-1)^k, k, 0, n) = (1 + (-1)^n)/2    ; sum(k^n, k, 0, 1) = 1
integral(exp(-u t), t, 0, v) = (1 - exp(-u v))/u           ; integral(t^u, t, 0, 1) = 1/(u + 1)
integral(1/t, t, u, v) = log(v) - log(u)  ; integral(t^n, t, 0, v) = v^(n + 1)/(n + 1)
integral(1/t, t, u, v) = log(v/u)         ; integral(exp(-u t^2), t, -inf, inf) = sqrt(pi/u)
integral(|t|, t, u, v) = (v |v| - u |u|)/2                 ; integral(exp(-u t), t, 0, inf) = 1/u
integral(sign(t), t, u, v) = |v| - |u|    ; integral(cos(u t), t, 0, 1) = sin(u)/u   ; integral(u, t, v, w) = u (w - v)
integral(1/(u^2 + t^2), t, 0, 1) = atan(1/u)/u             ; integral(max(t, 0), t, u, v) = (max(v, 0)^2 - max(u, 0)^2)/2
integral(t^(u - 1) exp(-t), t, 0, inf) = gamma(u)          ; integral(1/t^u, t, 1, inf) = 1/(u - 1)
u + v = v + u                             ; u v = v u                                ; u (v + w) = u v + u w
u - v = -(v - u)                          ; (u - v)^2 = (v - u)^2                    ; (u - v)^3 = (v - u)^3
u^4 - v^4 = (u - v) (u + v) (u^2 + v^2)   ; u = -(-u)                                ; 1/(u - v) = -1/(v - u)
"""
INEQUALITIES = """
log(u) <= u - 1                           ; 1 + u <= exp(u)                          ; 1 + u < exp(u)
u v <= (u^2 + v^2)/2                      ; sqrt(u v) <= (u + v)/2                   ; u <= u^2
u^n <= u^m                                ; |u + v| <= |u| + |v|                     ; |u| - |v| <= |u - v|
u <= |u|                                  ; 0 <= u^2                                 ; 0 < u^2
tanh(u) <= u                              ; tanh(u) < 1                              ; sin(u) <= u
1 - u^2/2 <= cos(u)                       ; 2 <= u + 1/u                             ; u/(1 + u) <= log(1 + u)
min(u, v) <= (u + v)/2                    ; (u + v)/2 <= max(u, v)                   ; floor(u) <= u
u - 1 < floor(u)                          ; ceiling(u) < u + 1                       ; u < floor(u) + 1
max(u, v) <= |u| + |v|                    ; 0 <= gamma(u)                            ; 0 < exp(u)
erf(u) < 1                                ; erf(u) <= u                              ; 1 + n u <= (1 + u)^n
sqrt(u + v) <= sqrt(u) + sqrt(v)          ; 2 u v/(u + v) <= sqrt(u v)               ; n <= n^2
2^n <= factorial(n)                       ; n < 2^n                                  ; n + 1 <= factorial(n)
0 <= sum(u^k, k, 0, n)                    ; 0 <= sum(k, k, n, m)                     ; u^2 <= u^4
1/u <= 1/v                                ; u <= sqrt(u)                             ; sinh(u) <= cosh(u)
u^v <= 1 + v (u - 1)                      ; log(1 + u) <= u                          ; u log(u) <= u^2 - u
0 <= -u log(u)                            ; u (1 - u) <= 1/4                         ; atan(u) < pi/2
|sin(u)| <= |u|                           ; (u + v)^2 <= 2 u^2 + 2 v^2               ; |u| <= (1 + u^2)/2
"""


_LETTERS = declarations({"u": "real", "v": "real", "w": "real", "n": "integer", "m": "integer"})
_INTEGERS = frozenset((_LETTERS["n"], _LETTERS["m"]))
_LETTER_SET = frozenset(_LETTERS.values())
_CONDITIONS = frozenset(("true", "eq", "ne", "lt", "le", "and", "or", "not"))

Found = dict[Term, Term]


def _statements(table: str) -> tuple[Term, ...]:
    cells = (cell.strip() for line in table.strip().splitlines() for cell in line.split(";"))
    return tuple(read_text(cell, _LETTERS).term for cell in cells)


EQUATION_TERMS, INEQUALITY_TERMS = _statements(EQUATIONS), _statements(INEQUALITIES)
_BY_OPERATION: dict[str, list[tuple[Term, Term]]] = defaultdict(list)
for _rule in EQUATION_TERMS:
    for _from, _to in (_rule.args, _rule.args[::-1]):
        if _from not in _LETTER_SET:
            _BY_OPERATION[_from.op].append((_from, _to))


@dataclass(frozen=True)
class RandomQuestion:
    """A statement, and the domain words of its symbols."""

    name: str
    statement: Term
    words: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"{self.name}: {self.statement!r} with {dict(self.words)}"


def random_questions(count: int, seed: int) -> Iterator[RandomQuestion]:
    """The same questions for the same seed."""
    source = random.Random(seed)
    made = 0
    while made < count:
        words = (*((name, source.choice(REAL_WORDS)) for name in "xyz"),
                 *((name, source.choice(INTEGER_WORDS)) for name in "ab"))
        maker = _Maker(source, tuple(declarations(dict(words)).values()))
        statement = maker.statement()
        names = {name.name for name in free_symbols(statement)}
        if not names or statement.args[0] is statement.args[1] or not _is_modest(statement):
            continue
        made += 1
        yield RandomQuestion(f"{seed}.{made}", statement, tuple(each for each in words if each[0] in names))


def _is_modest(statement: Term) -> bool:
    """Not too long, and the ends of sums are integers by their form."""
    inner = postorder(statement)
    ends = (end for term in inner if term.op in ("sum", "product") for end in term.args[1:3])
    return len(inner) <= MOST_TERMS and all(map(is_integer, ends))


class _Maker:
    """The random choices of one question, of few symbols."""

    def __init__(self, source: random.Random, symbols: tuple[Term, ...]) -> None:
        self.source = source
        self.reals = symbols[: source.choice((1, 2, 2, 3))]
        self.integers = symbols[3 : 3 + source.choice((1, 1, 2))]

    def statement(self) -> Term:
        chance = self.source.random()
        if chance < 0.2:
            return self._inequality()
        left, right = self._pair()
        for _ in range(self.source.choice((0, 0, 1, 1, 2, 3))):
            if self.source.random() < 0.75:
                right = self.rewritten(right)
            else:
                left = self.rewritten(left)
        if chance < 0.35:
            sides = (left, right) if self.source.random() < 0.5 else (right, left)
            return relation(self.source.choice(("le", "le", "lt")), *sides)
        return relation("eq", left, right)

    def _pair(self) -> tuple[Term, Term]:
        """Both sides of a rule, within the same surroundings."""
        if self.source.random() < 0.12:
            sides = self._of_binder()
        else:
            rule = self.source.choice(EQUATION_TERMS)
            sides = self._filled(rule.args)
        if self.source.random() < 0.5:
            sides = sides[::-1]
        for _ in range(self.source.choice((0, 0, 0, 1, 1, 2))):
            context = self._context()
            sides = tuple(map(context, sides))
        return sides[0], sides[1]

    def _inequality(self) -> Term:
        rule = self.source.choice(INEQUALITY_TERMS)
        left, right = self._filled(rule.args)
        for _ in range(self.source.choice((0, 0, 1, 2))):
            context = self._context()  # as if it were increasing
            left, right = context(left), context(right)
        for _ in range(self.source.choice((0, 0, 1))):
            left, right = self.rewritten(left), self.rewritten(right)
        return relation(rule.op if self.source.random() < 0.8 else "lt", left, right)

    # ------------------------------------------------------------------------------------------------------------- formulas

    def _filled(self, terms: tuple[Term, ...], found: Found | None = None) -> tuple[Term, ...]:
        """The terms, with random formulas for the letters that have none yet."""
        values = dict(found or {})
        for letter in sorted(_LETTER_SET, key=lambda each: each.name):
            if letter not in values and any(letter in free_symbols(term) for term in terms):
                values[letter] = self.integer() if letter in _INTEGERS else self.formula()
        return tuple(substitute(term, values) for term in terms)

    def integer(self) -> Term:
        n, chance = self.source.choice(self.integers), self.source.random()
        if chance < 0.6:
            return n
        if chance < 0.8:
            return number(self.source.randint(-2, 4))
        return self.source.choice((add(n, ONE), subtract(n, ONE), mul(TWO, n), negate(n), subtract(self.integers[-1], n)))

    def formula(self) -> Term:
        x, chance = self.source.choice(self.reals), self.source.random()
        if chance < 0.6:
            return x
        if chance < 0.7:
            return self.source.choice((number(self.source.randint(-2, 3)), HALF, number(-1, 2)))
        if chance < 0.76:
            return self.integer()
        y = self.source.choice((*self.reals, ONE, TWO, self.integers[0]))
        return self.source.choice((
            add(x, y), subtract(x, y), mul(x, y), divide(x, y), power(x, TWO), power(x, number(3)), negate(x), sqrt(x),
            call("exp", x), call("log", x), call("abs", x), call("max", x, y), call("sin", x), call("floor", x), divide(ONE, x),
            power(x, self.integers[0]), power(x, y), call("tanh", x), call("sign", x), add(ONE, power(x, TWO)), mul(TWO, x),
        ))  # fmt: skip

    def _context(self) -> Callable[[Term], Term]:
        g, n = self.formula(), self.integer()
        index = index_symbol("j")
        contexts: tuple[Callable[[Term], Term], ...] = (
            lambda f: add(f, g), lambda f: mul(f, g), lambda f: subtract(g, f), lambda f: divide(f, g), lambda f: divide(g, f),
            lambda f: power(f, TWO), lambda f: power(f, number(3)), sqrt, negate, lambda f: power(f, n), lambda f: power(f, g),
            lambda f: power(g, f), lambda f: call("max", f, g), lambda f: call("min", f, g),
            lambda f: piecewise((f, relation("lt", ZERO, g)), (g, TRUE)),
            lambda f: piecewise((g, relation("le", f, g)), (f, TRUE)),
            lambda f: summation(index, ONE, n, mul(index, f)), lambda f: summation(index, ZERO, n, power(f, index)),
            lambda f: make("product", (index, ONE, n, f)),
            *((lambda f, name=name: call(name, f)) for name in (
                "exp", "log", "abs", "sign", "floor", "sin", "cos", "atan", "tanh", "gamma", "erf", "exp", "log", "abs")),
        )  # fmt: skip
        return self.source.choice(contexts)

    # ------------------------------------------------------------------------------------------------------------- rewrites

    def rewritten(self, term: Term) -> Term:
        """The term with one rule applied in one place, from left to right or back; the term itself if none was found."""
        places = [place for place in postorder(term) if place.op in _BY_OPERATION]
        self.source.shuffle(places)
        for place in places:
            rules = self.source.sample(_BY_OPERATION[place.op], len(_BY_OPERATION[place.op]))
            for pattern, result in rules:
                new = self._applied(place, pattern, result)
                if new is not None and new is not place:
                    return _replaced(term, place, new)
        return term

    def _applied(self, place: Term, pattern: Term, result: Term) -> Term | None:
        args, rest = list(place.args), []
        if place.op in ("add", "mul"):  # a part of a sum or product, in any order
            self.source.shuffle(args)
            args, rest = args[: len(pattern.args)], args[len(pattern.args) :]
        found: Found = {}
        if not _match_all(pattern.args, tuple(args), found) or pattern.value != place.value:
            return None
        (new,) = self._filled((result,), found)
        return make(place.op, (new, *rest)) if rest else new

    def _of_binder(self) -> tuple[Term, Term]:
        """A rule for a sum, product or integral of a random body."""
        k = index_symbol("k")
        lower, upper, middle = self.integer(), self.integer(), self.integer()
        g = self.formula()
        body = self.source.choice((mul(k, g), power(g, k), divide(ONE, k), add(g, k), power(k, TWO), divide(g, add(k, ONE)),
                                   call("abs", subtract(k, g)), call("max", k, g), power(k, self.integers[0])))  # fmt: skip
        op = self.source.choice(("sum", "sum", "sum", "product"))
        join, undo = (add, negate) if op == "sum" else (mul, lambda term: power(term, MINUS_ONE))

        def total(low: Term, high: Term, inner: Term = body) -> Term:
            return make(op, (k, low, high, inner))

        def at(value: Term) -> Term:
            return substitute(body, {k: value})

        whole, before = total(lower, upper), subtract(lower, ONE)
        rules = (
            (whole, undo(total(upper, lower))),
            (whole, undo(total(add(upper, ONE), before))),
            (whole, join(total(lower, subtract(upper, ONE)), at(upper))),
            (whole, join(at(lower), total(add(lower, ONE), upper))),
            (whole, join(total(lower, middle), total(add(middle, ONE), upper))),
            (whole, join(total(ONE, upper), undo(total(ONE, before)))),
            (whole, total(before, subtract(upper, ONE), at(add(k, ONE)))),
            (whole, total(ZERO, subtract(upper, lower), at(subtract(upper, k)))),
            (total(lower, upper, call("abs", body)), call("abs", whole)),
            (total(lower, lower), at(lower)),
            (total(lower, before), ZERO if op == "sum" else ONE),
            (total(lower, upper, mul(g, k)), mul(g, total(lower, upper, k))),
            (make("product", (k, lower, upper, call("exp", body))), call("exp", make("sum", (k, lower, upper, body)))),
            (make("sum", (k, lower, upper, call("log", body))), call("log", make("product", (k, lower, upper, body)))),
        )
        return self.source.choice(rules)


def _match_all(patterns: tuple[Term, ...], terms: tuple[Term, ...], found: Found) -> bool:
    return len(patterns) == len(terms) and all(_match(*pair, found) for pair in zip(patterns, terms, strict=True))


def _match(pattern: Term, term: Term, found: Found) -> bool:
    """Whether the term has the form of the pattern; `found` says what its letters are."""
    if pattern in _LETTER_SET:
        if pattern in _INTEGERS and not is_integer(term):
            return False
        return term.op not in _CONDITIONS and found.setdefault(pattern, term) is term
    if pattern.op != term.op or pattern.value != term.value:
        return False
    return _match_all(pattern.args, term.args, found)


def _replaced(term: Term, old: Term, new: Term) -> Term:
    if term is old:
        return new
    if not term.args:
        return term
    return make(term.op, tuple(arg if term.op in BINDERS and i == 0 else _replaced(arg, old, new)
                               for i, arg in enumerate(term.args)), term.value)
