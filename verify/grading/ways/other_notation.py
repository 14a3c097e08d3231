r"""Right answers whose notation is read as a product of numbers, and may mean something else.

    O(x^2) - O(x^2)     two quantities of which only the order is known, and no 0
    \mathrm{Exp}(2)     a distribution: twice of it are no 2 \mathrm{Exp}(2)
    F^{-1}(p)           a value of the inverse function, and no p/F
    dP/P                a change of P, and no d times P
    rss                 a name, and no r times s squared
    |e^{iz}|            of a complex z
    5 mm                a length, and no 5 m^2
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import links_of
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.texts.labels import label_of, plain_text
from verify.grading.ways.by_expansions import by_expansions
from verify.grading.ways.meant_otherwise import terms_of
from verify.read.names import canonical_name
from verify.sort import REAL
from verify.term import Term, free_symbols, postorder

_ANGLES = re.compile(  # of two entries
    r"\\langle(?![A-Za-z])\s*((?:[^,\\]|\\(?![lr]angle)){1,80}),\s*((?:[^,\\]|\\(?![lr]angle)){1,80})\\rangle(?![A-Za-z])"
)
_ORDER = re.compile(
    r"(?:(?<![A-Za-z\\])(?:\\mathcal\s*\{?\s*)?[Oo]\s*\}?(?:_\{?[pP]\}?)?|\\(?:Theta|Omega))\s*(?:\\(?:left|[bB]igg?l?)\s*)?\("
)
_LAW = re.compile(
    r"(?<![A-Za-z\\])(?:\\(?:mathrm|text|operatorname|mathcal)\s*\{\s*)?(?:Exp|Bern(?:oulli)?|Ber|Bin(?:om(?:ial)?)?|Poi(?:s(?:son)?)?|Geo(?:m)?"
    r"|Unif(?:orm)?|Normal|Cauchy|Lap(?:lace)?|Dir|Cat|Mult|Weibull|Pareto|NB|Wishart)\s*\}?\s*(?:\\left\s*)?\("
    r"|\\(?:mathrm|text|operatorname)\s*\{\s*(?:Beta|Gamma)\s*\}\s*(?:\\left\s*)?\(|\\chi\s*\^\s*\{?\s*2"
)
_INVERSE = re.compile(
    r"(?:(?<![A-Za-z\\])[A-Za-z]|\\(?:Phi|phi|varphi|psi|sigma|Gamma))(?:_\w)?\s*\^\s*(?:\{\s*-\s*1\s*\}|\(-1\)|-1)\s*(?:\\left\s*)?"
    r"\(\s*\\?[A-Za-z]+(?:_\w)?\s*(?:\\right\s*)?\)"
    r"|(?:(?<![A-Za-z\\])[FGfgh]|\\(?:Phi|varphi|phi|psi))(?:_\w)?\s*\^\s*(?:\{\s*-\s*1\s*\}|\(-1\)|-1)\s*(?:\\left\s*)?\("
)
_CHANGE = re.compile(
    r"\\mathrm\s*\{\s*d\s*\}\s*\\?[A-Za-z]|(?<![A-Za-z\\_^])d(?:[A-Za-z](?![A-Za-z])|\\(?!right|end|cdot|times|le|ge|quad)[a-z]{2,7}(?![A-Za-z])|\s*\\frac)"
)
_FACTOR_D = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{1,2}d\s*(?![A-Za-z\\(\s{])")  # of ad - bc
_RUN = re.compile(r"(?<![A-Za-z\\_{])[A-Z]{2,5}(?![A-Za-z(])|(?<=\{)[A-Z]{2,5}(?![A-Za-z(])(?!\s*\}\s*\()")
_CAPITAL = re.compile(r"(?<![A-Za-z\\_])[A-Z](?![A-Za-z_])")
_OF_MATRICES = frozenset("ABCDHKQUVWXY")
_TRANSFORM = re.compile(
    r"\\(?:mathcal|mathscr)\s*\{?\s*[FLZ]\s*\}?\s*(?:\\left\s*)?\["
    r"|(?:(?<![A-Za-z\\])[A-Z]|\{\s*[A-Z]\s*\}|\\mathcal [A-Z])\s*(?:\\left\s*)?\\\{.*\\\}"
)
_FONT = r"\\(?:mathbf|mathrm|mathsf|boldsymbol|textbf|mathcal)\s*"
_OPERATOR = re.compile(
    rf"{_FONT}\{{?\s*(E)\s*\}}?|{_FONT}(?:\{{\s*(P)\s*\}}|(P))\s*(?:\\left\s*)?\(|\\sigma\s*\^\s*\{{?2\}}?\s*\(\s*[0-9]*(X)"
)
_ANY_CHANGE = re.compile(rf"{_CHANGE.pattern}|(?<![A-Za-z\\_^])d\s*(?:\(|\\left\s*\(|\\(?:ln|log|sin|cos|exp)(?![A-Za-z]))")
_COMPOSED = re.compile(r"[A-Za-z]\s*\\circ\s*\\?[A-Za-z]|(?<![A-Za-z])[uvw]\s*\\times\s*[uvw](?![A-Za-z])")
_MEAN = re.compile(  # of x, and of f(x)
    r"(?<![A-Za-z])E\s*\}?\s*_\s*(?:\{[^{}]*\}|\w+)\s*(?:\\left)?\s*\[\s*(?:[fgh]\s*\(\s*)?\\?([a-z]+)\s*\)?\s*(?:\\right)?\s*\]"
)
_TWO_LETTERS = r"(?:[kcmdnμu]m|[kmμ]g|[mnμ]s|[mcd]l|[kMG]?Hz|[kMGT]B|[kM]W|[kMG]?eV|[kh]?Pa|min)"
_ANY_UNIT = rf"(?:{_TWO_LETTERS}|[msghNJWVKAC](?![A-Za-z]))(?:\s*\^\s*\{{?-?[0-9]\}}?|²|³)?"
_OF_OPERATOR = re.compile(rf"(?:{_OPERATOR.pattern})[^-+=]*")
_UNIT = re.compile(  # behind a number; one letter alone may be a name
    rf"[0-9]\s*((?:{_TWO_LETTERS}(?:\s*\^\s*\{{?-?[0-9]\}}?|²|³)?(?:\s*[/·]?\s*{_ANY_UNIT})?|{_ANY_UNIT}\s*/\s*{_ANY_UNIT}))[\s$.]*\Z"
)
_WORD = re.compile(r"(?<![A-Za-z_\\])[A-Za-z]*([A-Za-z])\1[A-Za-z]*(?![A-Za-z(_])")
_MODULUS = re.compile(r"\||\\(?:Re|Im|arg|overline|bar)(?![A-Za-z])|(?<![A-Za-z])(?:abs|conj|re|im)\(")
_COMPLEX = re.compile(r"(?<![A-Za-z\\_])(?:i[zw]|[zw]i)(?![A-Za-z])|(?<![A-Za-z\\_])[zw]\s*[-+]\s*i(?![A-Za-z_])")


def unless_of_other_notation(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """An answer, undecided if it is right, or wrong, for numbers in the place of what it writes, and perhaps not otherwise."""
    asked, texts = question.written.asked, submission.texts
    is_same = [plain_text(text) for text in texts] == [plain_text(text) for text in asked]
    if found.verdict not in ("correct", "wrong") or question.row.claim or is_same:
        return found
    sides = [side for text in (*asked, *texts) for side in _sides(text)]
    units = [_UNIT.search(side) for side in sides]
    if any(units) and len({unit and unit[1] for unit in units}) > 1:
        return not_known(found, "a unit on one side only, or another one: write the formulas without units")
    if found.verdict == "wrong" and any(map(_is_of_both_cases, found.choices)):
        return not_known(found, "x and X are taken for two outcomes of one law, and X may be what has the value x")
    declared = question.row.declared
    is_factor = any(_FACTOR_D.search(side) for side in sides)
    if "d" not in declared and not is_factor and any(_has_name(term, "d") for term in terms_of(question, found)):
        pattern = _CHANGE if found.verdict == "correct" else _ANY_CHANGE
        if _differ(pattern, sides):
            return not_known(found, f"{found.verdict} if d is a factor, and it may say a change of what follows")
    return _unless_right_for_numbers_only(question, found, submission, sides) if found.verdict == "correct" else found


def unless_right_for_columns(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    r"""A wrong answer, undecided if it is right with columns in the place of inner products of numbers: \langle 2x, 2y\rangle."""
    asked = question.written.asked
    written = (*asked, *submission.texts)
    if found.verdict != "wrong" or not any(map(_ANGLES.search, written)):
        return found
    columns = [_ANGLES.sub(r"\\begin{pmatrix}\1\\\\\2\\end{pmatrix}", text) for text in written]
    other = submission.spelled(columns[len(asked) :]).graded_as(question, question.written.asking_for(columns))
    is_right = other is not None and other.verdict == "correct"
    return not_known(found, "wrong for inner products, and right for columns") if is_right else found


def _unless_right_for_numbers_only(
    question: AskedQuestion, found: Result, submission: Submission, sides: Sequence[str]
) -> Result:
    declared, written = question.row.declared, (*question.written.asked, *submission.texts)
    if declared.isdisjoint(("O", "o", "Theta", "Omega")) and _has_orders(sides) and not _is_expanded(question, submission):
        return not_known(found, "right for one number in the place of each order, and two of the same order may differ")
    if any(_LAW.search(side) for side in sides) and len(set(map(plain_text, sides))) > 1:
        return not_known(found, "right for numbers, and a distribution is none")
    if any(map(_TRANSFORM.search, sides)):
        return not_known(found, "right for a product of numbers, and a transform may be meant")
    if len({len(_OPERATOR.findall(side)) for side in sides}) > 1 or _differ(_OF_OPERATOR, sides):
        return not_known(found, "right for a product of numbers, and a mean, variance or probability may be meant")
    letters = {each.name for term in terms_of(question, found) for each in free_symbols(term) if each.sort == REAL} - declared
    letters -= _OF_MATRICES
    alone = {*_CAPITAL.findall("\n".join(sides))}  # the P and R of 2PR/(P + R)
    runs = [{run for run in _RUN.findall(side) if not letters.isdisjoint(run) and not alone.issuperset(run)} for side in sides]
    if any(run != runs[0] for run in runs):
        return not_known(found, "right for products of capitals, which may be names: TP, RSS")
    if _differ(_COMPOSED, sides):
        return not_known(found, "right for products of numbers, and a composition of functions or a vector product may be meant")
    variables = {place[1] for side in sides for place in _MEAN.finditer(side)}
    if len(variables) > 1 and variables.isdisjoint(declared):
        return not_known(found, f"right if one of {', '.join(sorted(variables))} is no random variable: declare them")
    if not _are_declared_maps(question, sides) and _differ(_INVERSE, sides):
        return not_known(found, "right for numbers, and a function may be inverted")
    words = {place[0] for text in written for place in _WORD.finditer(text)}
    products = [word for word in words if question.row.taken.issuperset(word)]
    if any(plain_text(text).find(word) < 0 for word in products for text in written):
        return not_known(found, f"right if {products[0]} is a product of letters, and it may be a name: declare it")
    if declared.isdisjoint("zw") and any(map(_MODULUS.search, sides)) and any(map(_COMPLEX.search, sides)):
        return not_known(found, "right for real numbers, and not known to be for complex ones: declare them")
    return found


def _are_declared_maps(question: AskedQuestion, sides: Sequence[str]) -> bool:
    """Whether what is inverted before a bracket is declared as a map that has an inverse, which is then read as that."""
    heads = {plain_text(place[0].partition("^")[0]) for side in sides for place in _INVERSE.finditer(side)}
    symbols = {canonical_name(name): words for name, words in question.row.symbols.items()}
    return all("diffeomorphism" in symbols.get(canonical_name(head), "") for head in heads)


def _is_of_both_cases(choice: str) -> bool:
    """Whether a density was declared for a letter and its capital."""
    outcomes = set(choice.partition("taken for density of ")[2].replace(",", " ").split())
    return any(name.isupper() and name.lower() in outcomes for name in outcomes)


def _has_name(term: Term, name: str) -> bool:
    """Whether a name stands in a term, and not only as the size of a vector in it."""
    return any(part.op == "symbol" and part.name == name for part in postorder(term))


def _sides(text: str) -> Iterator[str]:
    """The sides of the equations of a line, but for the name of what follows."""
    links = links_of(text)
    begins_with_name = len(links) > 1 and label_of(links[0].formula) is not None
    yield from (link.formula for link in links[begins_with_name:])


def _has_orders(sides: Sequence[str]) -> bool:
    """Whether some sides have more orders than others, or one of them has two."""
    counts = {len(_ORDER.findall(side)) for side in sides}
    return bool(counts) and (len(counts) > 1 or max(counts) > 1)


def _is_expanded(question: AskedQuestion, submission: Submission) -> bool:
    found = by_expansions(question, submission.texts, submission.name)
    return found is not None and found.verdict == "correct"


def _differ(pattern: re.Pattern[str], sides: Sequence[str]) -> bool:
    """Whether what a pattern finds is not the same in all sides."""
    found = [Counter(plain_text(place[0]) for place in pattern.finditer(side)) for side in sides]
    return any(each != found[0] for each in found)
