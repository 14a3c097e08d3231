r"""Undeclared names that may stand for something: H_n, \zeta(2), \gamma, the p of p(1 - p), a unit, another constant.

An undeclared name is a real number.  Where only one of two formulas has such a name, they differ if that is so, but they may
well be equal if it is an abbreviation: nothing is known then of an answer with a name that a question with declarations lacks,
nor where it is what people write for a harmonic number, a value of a function or Euler's constant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.read.indexed import index_letters
from verify.read.latex.sums import AS_INTEGRAL
from verify.read.names import GREEK_WORDS
from verify.read.text import Reading
from verify.sort import Scalar, Tensor
from verify.sort import Sequence as SequenceSort
from verify.term import BINDERS, MINUS_ONE, ONE, ZERO, Term, consists_of, contains, free_symbols, postorder
from verify.vector_functions import is_inverse

# Euler's constant, the golden ratio, the imaginary unit of engineers, matrices of ones and of the identity, pi, derivatives,
# differences, the logistic function, the name of a set of solutions
_FUNCTION_LETTERS = frozenset(("P", "Pr", "E", "H", "I", "F", "f", "g", "h", "O", "o", "Theta", "Omega"))  # P(A), O(n^2)
_WELL_KNOWN = frozenset(("gamma", "phi", "j", "J", "E", "Pi", "D", "Delta", "sigma", "L", "S"))


_OF_ANY_WEIGHT = frozenset(("eq", "add", "mul", "number", "symbol", "integral", "density", "space", "apply", "expect", "pi"))
_MAY_BE_OF_ANY_WEIGHT = _OF_ANY_WEIGHT | {"log", "power"}
_CAPITAL = re.compile(r"[A-Z]{1,2}(?:_\w)?")
_PRODUCT = re.compile(r"[A-Za-z]{2,3}")
_PARAMETERS = frozenset("a b c d k m n A B C K alpha beta gamma kappa lambda mu nu rho sigma tau omega theta phi pi".split())
_VALUE = "value_of_"  # before an outcome: the function that makes a number of it
CONSTANTS_OF_INTEGRATION = frozenset(("C", "c", "K", "k", "C_0", "C_1", "const", "constant"))


def _is_known(name: Term, symbols: Mapping[str, Term]) -> bool:
    """Whether nobody has to declare a name: the inverse of a declared map, and the value of a declared outcome."""
    return is_inverse(name) or (name.name.startswith(_VALUE) and name.name.removeprefix(_VALUE) in symbols)


def doubted(
    found: Comparison, sides: tuple[Term, Term], symbols: Mapping[str, Term], called: Collection[str], free: Collection[str] = ()
) -> Comparison:
    """The comparison of two formulas, undecided if it is `wrong` for an undeclared name that may be notation.

    `symbols` are declared or defined; the names that are `called` stand before a bracket, as a function does; those that are
    `free` are taken for constants.
    """
    if found.outcome != "wrong":
        return found
    left, right = ({name.name for name in free_symbols(side) if not _is_known(name, symbols)} for side in sides)
    if found.code == "antiderivative":  # of a function of x, up to a C
        left |= {side.args[0].name for side in sides if side.op == "lambda"}
        free = {*free, *CONSTANTS_OF_INTEGRATION}
        integrated = {side.args[0].name for side in sides if side.op == "lambda"}
        undeclared = sorted((left | right).difference(symbols, integrated))
        others = [name for name in undeclared if name not in free and not _is_parameter(name)]
        if others:
            reason = f"{others[0]} is not declared, and may depend on the variable"
            return replace(undecided(reason, "notation"), sides=found.sides)
    of_any_sign = sorted(right.difference(symbols)) if found.code == "half-line" else []
    if of_any_sign:
        reason = f"{of_any_sign[0]} is not declared, and the answer is not defined for all real numbers: declare its domain"
        return replace(undecided(reason, "domain"), sides=found.sides)
    new = sorted(name for name in (right - left).difference(symbols, free) if symbols or name.swapcase() not in left)
    lost = sorted((left - right).difference(symbols, free))
    if new and {kind_of(side) for side in sides} != {"set", "statement"}:  # the x of 0 < x < 1 is nobody's
        reason = f"{new[0]} is not declared, and the question does not have it: it may be a unit, an abbreviation or a constant"
        return replace(undecided(reason, "notation"), sides=found.sides)
    if any(_spells_another(name, right) for name in lost):
        return replace(undecided(f"{lost[0]} is not declared, and the answer does not have it", "notation"), sides=found.sides)
    for name in sorted((left ^ right).difference(symbols, free, GREEK_WORDS)):
        if _PRODUCT.fullmatch(name) and not {*symbols, *left, *right}.isdisjoint(name):
            reason = f"{name} is not declared, and may be a product: write {'*'.join(name)} then"
            return replace(undecided(reason, "notation"), sides=found.sides)
    if "I" not in symbols and ("I" in left ^ right or any(map(_may_be_identity, sides))):
        reason = "I is not declared, and may be the identity matrix: declare the matrices"
        return replace(undecided(reason, "notation"), sides=found.sides)
    for name in sorted((left ^ right | _FUNCTION_LETTERS.intersection(called, left | right)).difference(symbols, free)):
        is_lost = name in lost and not _has_new_number(*sides)  # 0.577 may be \gamma
        if name in called or _may_be_notation(name, symbols, is_lost):
            reason = f"{name} is not declared, and may stand for something well known: declare it, or write out what it is"
            return replace(undecided(reason, "notation"), sides=found.sides)
    return found


def _holds_of_sums_too(statement: Term) -> bool:
    """Whether an equation that holds for all sums over finitely many states holds for all integrals.

    A state of the weight k counts as k states, and an equation of products, powers and logarithms that holds for all weights
    k = 1, 2, 3, ... holds for all weights; an inequality, or max(0, log p), may not, as a probability is at most 1.
    """
    if statement.op != "eq" or not consists_of(statement, _MAY_BE_OF_ANY_WEIGHT):
        return False
    return all(map(_is_of_any_weight, postorder(statement)))


def _is_of_any_weight(part: Term) -> bool:
    """Whether an operation means the same for what is at most 1 and for what is not: log(pq), but not log(1 - p) or a root."""
    if part.op == "log":
        return _is_monomial(part.args[0])
    if part.op == "power":
        exponent = part.args[1]
        is_whole = exponent.op == "number" and exponent.value[1] == 1
        is_constant = not free_symbols(part.args[0])  # the log 2 of log_2 p
        return is_whole and (exponent.value[0] > 0 or is_constant or _is_monomial(part.args[0]))
    return part.op in _OF_ANY_WEIGHT


def _is_monomial(term: Term) -> bool:
    if term.op == "power":
        return term.args[1].op == "number" and term.args[1].value[1] == 1 and _is_monomial(term.args[0])
    return all(map(_is_monomial, term.args)) if term.op == "mul" else term.op in ("density", "number", "symbol")


def _may_be_identity(term: Term) -> bool:
    r"""Whether I is added to, or equal to, what capital letters stand for that are no matrices: A - \lambda I, AB = I, not IR."""

    def capitals(part: Term) -> set[str]:
        return {name.name for name in free_symbols(part) if _CAPITAL.fullmatch(name.name) and isinstance(name.sort, Scalar)}

    if not contains(term, BINDERS) and all(name.name != "I" for name in free_symbols(term)):
        return False
    parts = [part for part in postorder(term) if "I" in capitals(part)]
    if any(part.op == "mul" and len(capitals(part)) > 1 and any(arg.op == "symbol" and arg.name == "I" for arg in part.args)
           for part in parts):  # fmt: skip
        return False
    return any(part.op in ("add", "eq") and len(capitals(part)) > 1 for part in parts)


def _is_parameter(name: str) -> bool:
    """Whether an undeclared name is that of a number to everyone; x and \\dot N may depend on the variable of an integral."""
    base, _, index = name.partition("_")
    return base in _PARAMETERS and (not index or index.isdigit())


def doubted_readings(
    found: Comparison, question: Sequence[str], *readings: Reading, spelled: Collection[str] = ()
) -> Comparison:
    """The comparison, undecided if it is `wrong` and one of the readings is one of several that people make.

    `question` is what is doubtful about the reading of the question itself; `spelled` are doubts that are tried by other texts.
    """
    doubts = [doubt for reading in readings for doubt in reading.doubts if doubt not in spelled]
    doubts += [f"the question: {doubt}" for doubt in question if doubt not in spelled]
    if found.question is not None and _holds_of_sums_too(found.question.statement):
        doubts = [doubt for doubt in doubts if not doubt.endswith(AS_INTEGRAL)]
    if found.outcome != "wrong" or not doubts:
        return found
    return replace(undecided(doubts[0], "notation"), sides=found.sides)


def names_called(*readings: Reading) -> frozenset[str]:
    """The undeclared names before a bracket."""
    return frozenset(name for reading in readings for name in reading.called)


def _spells_another(name: str, names: Collection[str]) -> bool:
    r"""Whether a name may be one of others as somebody else writes it: x1 for x_1, \ell for l, \bar z for what is conjugate to z,
    n2 for n times 2."""
    plain = name.replace("_", "")
    conjugate = name.replace("_bar", "").replace("_star", "")
    return (
        any(plain == other.replace("_", "") or {name, other} == {"ell", "l"} for other in names if other != name)
        or ((name[0] in "zwuv" or name.startswith(("psi", "phi"))) and conjugate != name and conjugate in names)
        or (name[1:].isdigit() and name[0] in names)
    )


def _has_new_number(reference: Term, submitted: Term) -> bool:
    """Whether an answer has a number other than 0, 1 and -1 that the reference does not have."""
    ours, theirs = ({part for part in postorder(side) if part.op in ("number", "pi")} for side in (reference, submitted))
    return bool(theirs - ours - {ZERO, ONE, MINUS_ONE})


def _may_be_notation(name: str, symbols: Mapping[str, Term], is_lost: bool) -> bool:
    base, _, word = name.partition("_")
    if (name in _WELL_KNOWN and not is_lost) or (base in ("e", "C") and word.isdigit()) or _may_be_entry(name, symbols):
        return True
    letters = index_letters(name)
    return bool(letters) and any(_is_integer(symbols.get(letter)) for letter in letters)


def _may_be_entry(name: str, symbols: Mapping[str, Term]) -> bool:
    """X beside a declared x, x2 and the solutions x_1, x_2; a_11, A11 and v1 beside A or v, and the eigenvalues lambda_i."""
    head = name.partition("_")[0].rstrip("0123456789")
    if name.swapcase() in symbols or (head != name and isinstance(getattr(symbols.get(head), "sort", None), Scalar)):
        return True
    tensors = [each for each in symbols.values() if isinstance(each.sort, (Tensor, SequenceSort))]
    if not tensors or head == name:
        return False
    return head == "lambda" or any(each.name.lower() == head.lower() for each in tensors)


def _is_integer(symbol: Term | None) -> bool:
    return symbol is not None and isinstance(symbol.sort, Scalar) and symbol.sort.is_integer
