"""Inputs made to cost much, and what they cost: `python -m tests.benchmarks.worst_case [COUNT]`.

Whatever is asked, a verdict must come within half a second of CPU at the default limits.  COUNT further inputs are made at random
from the same ingredients (default 100).
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise

from verify.ask import equal
from verify.problem import InputError
from verify.verdict import Verdict

TARGET_SECONDS = 0.5


@dataclass(frozen=True)
class Hard:
    """A question; `truth` where it is known."""

    name: str
    left: str
    right: str
    truth: bool | None = None
    symbols: Mapping[str, str] = field(default_factory=dict)


def nested(function: str, depth: int, inside: str = "x") -> str:
    return f"{function}(" * depth + inside + ")" * depth


def joined(operator: str, pattern: str, numbers: range) -> str:
    return operator.join(pattern.format(k) for k in numbers)


def folded(function: str, names: list[str]) -> str:
    """A balanced tree of a function of two arguments."""
    while len(names) > 1:
        pairs = [f"{function}({first}, {second})" for first, second in zip(names[::2], names[1::2], strict=False)]
        names = pairs + (names[-1:] if len(names) % 2 else [])
    return names[0]


variables = [f"x_{k}" for k in range(1, 33)]
radicals = "+".join(f"sqrt({p})" for p in (2, 3, 5, 7, 11, 13, 17, 19))

CASES: tuple[Hard, ...] = (
    Hard("tower of exponentials", nested("exp", 8), nested("exp", 8) + " + 1", False),
    Hard("tower of exponentials, small", nested("exp", 30, "-x"), nested("exp", 30, "-x") + "*2", False),
    Hard("power of a binomial", "(1+x)^100000", "(1+x)*(1+x)^99999", True),
    Hard("power of a binomial, two variables", "(1+x+y)^300", "(x+(1+y))^300", True),
    Hard("power of a sum of many", f"({'+'.join(variables[:12])})^12", f"({'+'.join(reversed(variables[:12]))})^12", True),
    Hard("many gammas", joined("+", "gamma(x+{}/7)", range(1, 70)), joined("+", "gamma(x+{}/7)", range(2, 71)), False,
         {"x": "positive"}),
    Hard("gamma far out", "gamma(x+10^6)", "(x+10^6)*gamma(x+10^6-1)", False, {"x": "positive"}),
    Hard("factorial of a large number", "factorial(10^6)", "factorial(10^6)+x-x", True),
    Hard("central binomial", "binomial(10^6, 5*10^5)*x", "binomial(10^6, 5*10^5-1)*x", False),
    Hard("nested max", folded("max", variables[:16]), folded("max", list(reversed(variables[:16])))),
    Hard("nested max and min", folded("max", [f"min({a}, {b})" for a, b in pairwise(variables[:17])]),
         folded("min", [f"max({a}, {b})" for a, b in pairwise(variables[:17])]), False),
    Hard("many absolute values", joined("+", "abs(x-{})", range(40)), joined("+", "abs({}-x)", range(40)), True),
    Hard("product of absolute values", joined("*", "abs(x_{})", range(1, 15)), f"abs({joined('*', 'x_{}', range(1, 15))})", True),
    Hard("many floors", joined("+", "floor(x*{})", range(1, 30)), joined("+", "floor(x*{})", range(2, 31)), False),
    Hard("deep sines", nested("sin", 60), nested("sin", 59), False),
    Hard("deep roots", nested("sqrt", 50, "1+x"), "(1+x)^(1/2^50)", True, {"x": "positive"}),
    Hard("deep reciprocals", nested("1/(1+", 30, "x").replace("(1+(", "(1+"), "0", False, {"x": "positive"}),
    Hard("square of a long sum", f"({'+'.join(variables[:14])})^2",
         "+".join(f"{a}*{b}" for a in variables[:14] for b in variables[:14]), True),
    Hard("product of binomials", joined("*", "(1+x_{})", range(1, 20)),
         "*".join(f"({name}+1)" for name in reversed(variables[:19])),
         True),
    Hard("partial fractions of forty poles", joined("+", "1/(x+{})", range(1, 40)), joined("+", "1/({}+x)", range(1, 40)), True,
         {"x": "positive"}),
    Hard("power a million", "x^(10^6)", "(x^1000)^1000", True),
    Hard("tower of powers", "2^(2^(2^(2^2)))*x", "2^65536*x", True),
    Hard("huge literal power", "10^(10^6)*x", "10^(10^6)*x+1", False),
    Hard("power of a power of a symbol", "x^(x^(x^(x^x)))", "x^(x^(x^x))", False, {"x": "positive"}),
    Hard("root of a prime order", "(x^997)^(1/997)", "x", True, {"x": "positive"}),
    Hard("exponentials with many denominators", joined("*", "exp(x/{})", range(2, 30)), joined("*", "exp(-x/{})", range(2, 30)),
         False),
    Hard("sum to a thousand million", "sum(k, k, 1, 10^9)", "10^9*(10^9+1)/2", True),
    Hard("sum of sines to a thousand million", "sum(sin(k*x), k, 1, 10^9)", "0", False),
    Hard("nested sums", "sum(sum(i*j*x, i, 1, 10^4), j, 1, 10^4)", "(10^4*(10^4+1)/2)^2*x", True),
    Hard("product to a million", "product(k, k, 1, 10^6)", "factorial(10^6)", True),
    Hard("softmax of many", f"exp(x_1)/({'+'.join(f'exp({name})' for name in variables)})",
         f"1/(1+{'+'.join(f'exp({name}-x_1)' for name in variables[1:])})", True),
    Hard("log-sum-exp of many", f"log({'+'.join(f'exp({name})' for name in variables[:20])})",
         f"x_1+log(1+{'+'.join(f'exp({name}-x_1)' for name in variables[1:20])})", True),
    Hard("sum of radicals", f"({radicals})^2*x", f"({radicals})*({radicals})*x", True),
    Hard("reciprocal of radicals", f"1/({radicals}+x)", f"({radicals}+x)/({radicals}+x)^2", True, {"x": "positive"}),
    Hard("near a coincidence", "exp(pi*sqrt(163))*x", "262537412640768744*x", False),
    Hard("large arguments of sine", "sin(10^300*x)^2+cos(10^300*x)^2", "1", True),
    Hard("tangent of large arguments", "tan(10^30*x)", "sin(10^30*x)/cos(10^30*x)", True),
    Hard("literal of many digits", f"x*{'7' * 390}", f"x*{'7' * 389}8", False),
    Hard("many digammas", joined("+", "digamma(x+{})", range(1, 50)), joined("+", "digamma(x+{0}+1)-1/(x+{0})", range(1, 50)),
         None,
         {"x": "positive"}),
    Hard("double integral", "integral(integral(exp(-x^2-y^2-a*x*y), x, -inf, inf), y, -inf, inf)", "pi", None,
         {"a": "in (0, 1)"}),
    Hard("oscillating integral", "integral(sin(1000*x)*exp(-x^2), x, -inf, inf)", "0", True),
    Hard("integral with a hidden pole", "integral(1/(x-a)^2, x, 0, 1)", "-1/a-1/(1-a)", None, {"a": "in (0, 1)"}),
    Hard("integral of a spike", "integral(exp(-10^8*(x-a)^2), x, -inf, inf)", "sqrt(pi)/10^4", True),
    Hard("derivative of a tower", "diff(x^(x^(x^x)), x)", "x^(x^(x^x))", False, {"x": "positive"}),
    Hard("nested derivatives", "diff(diff(diff(diff(exp(sin(exp(cos(x)))), x), x), x), x)", "exp(sin(exp(cos(x))))", False),
    Hard("many cases", folded("max", [f"abs({name}-1)" for name in variables[:10]]),
         folded("max", [f"abs(1-{name})" for name in variables[:10]]), True),
    Hard("signs of many products", joined("*", "sign(x_{}-x_1)", range(2, 14)), joined("*", "sign(x_1-x_{})", range(2, 14)),
         True),
    Hard("log of a long product", f"log({joined('*', '(x+{})', range(1, 40))})", joined("+", "log(x+{})", range(1, 40)), True,
         {"x": "positive"}),
    Hard("alternating signs", joined("+", "(-1)^(n+{})", range(1, 41)), "0", True, {"n": "integer"}),
)


ATOMS = ("x", "y", "z", "1/3", "10^6", "2^100", "x_1", "pi", "sqrt(2)", "n")
WRAPPERS: tuple[Callable[[str, str], str], ...] = (
    lambda a, b: f"exp({a})", lambda a, b: f"log(1+({a})^2)", lambda a, b: f"gamma(1+abs({a}))", lambda a, b: f"max({a}, {b})",
    lambda a, b: f"abs({a}-({b}))", lambda a, b: f"({a})*({b})", lambda a, b: f"({a})+({b})", lambda a, b: f"({a})^7",
    lambda a, b: f"({a})/({b})", lambda a, b: f"sin({a})", lambda a, b: f"sqrt(1+({a})^2)", lambda a, b: f"erf({a})",
    lambda a, b: f"floor({a})", lambda a, b: f"(1+({a})^2)^(1/3)", lambda a, b: f"tanh({a})", lambda a, b: f"sigmoid({a})",
    lambda a, b: f"sum(k*({a}), k, 1, 1000)", lambda a, b: f"({a}-({b}))^40",
)  # fmt: skip


def at_random(count: int, seed: int) -> Iterator[Hard]:
    """Random towers of the ingredients; the right side is the left one, or has one part changed."""
    source = random.Random(seed)
    for number in range(count):
        parts = [source.choice(ATOMS) for _ in range(source.randint(2, 12))]
        layers = source.randint(2, 12)
        for _ in range(layers):
            i, j = source.randrange(len(parts)), source.randrange(len(parts))
            if len(parts[i]) + len(parts[j]) < 900:
                parts[i] = source.choice(WRAPPERS)(parts[i], parts[j])
        left = reduce(lambda first, second: f"{first}+({second})", parts)
        same = source.random() < 0.3
        right = reduce(lambda first, second: f"({second})+{first}", parts if same else parts[:-1])
        if len(left) < 4000 and len(right) < 4000:
            yield Hard(f"random {number}", left, right, True if same else None, {"n": "natural"})


def found(*places: tuple[int, int]) -> tuple[Hard, ...]:
    """Inputs that a random search has found to be costly, by seed and number."""
    return tuple(case for seed, number in places for case in at_random(number + 1, seed) if case.name == f"random {number}")


# Shared subterms under many conditions; polynomials of high degree with long coefficients, to factor and to divide.
FOUND = found((12, 103), (14, 118), (16, 33), (16, 60), (1, 6), (12, 113), (17, 27))


def ask(case: Hard) -> Verdict | None:
    """The verdict, or None for a text that the reader declines."""
    declared = {name: "real" for name in ("x", "y", "z") if name in case.left + case.right} | dict(case.symbols)
    try:
        return equal(case.left, case.right, symbols=declared)
    except InputError:
        return None


def is_wrong(case: Hard, verdict: Verdict | None) -> bool:
    says = None if verdict is None else {"proved": True, "refuted": False}.get(verdict.truth)
    return says is not None and case.truth is not None and says != case.truth


def main(count: int) -> int:
    ask(CASES[0])
    rows = []
    for case in (*CASES, *FOUND, *at_random(count, seed=1)):
        start = time.process_time()
        verdict = ask(case)
        rows.append((time.process_time() - start, case, verdict))
    rows.sort(key=lambda row: -row[0])
    for seconds, case, verdict in rows[:25]:
        says = "declined" if verdict is None else f"{verdict.truth:10s} fuel {verdict.fuel:8d}"
        wrong = "  WRONG" if is_wrong(case, verdict) else ""
        print(f"{seconds:7.3f} s  {case.name:40s} {says}{wrong}")
    late = [case.name for seconds, case, _ in rows if seconds > TARGET_SECONDS]
    print(f"{len(rows)} inputs, the slowest {rows[0][0]:.3f} CPU seconds, {len(late)} above {TARGET_SECONDS}")
    return int(bool(late) or any(is_wrong(case, verdict) for _, case, verdict in rows))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
