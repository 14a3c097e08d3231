"""What an answer is if undeclared names are something else: a factor or a function, of either sign or positive, random or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from verify.domain import in_real_exponent
from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.any_law import differ_for_every_law, is_less_for_every_law, leave_room
from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.constants import sizes_of
from verify.grading.lines.links import links_of
from verify.grading.result import Result, not_known
from verify.grading.row import Row
from verify.grading.task import Task
from verify.grading.texts.defined_in_lines import heads_of, speaks_of
from verify.grading.texts.inferred_functions import letters_called
from verify.grading.texts.inferred_laws import LAW, random_names, spoken_of, variables_of
from verify.grading.texts.labels import label_of, plain_text
from verify.grading.texts.notation import CONSTANTS_OF_INTEGRATION
from verify.grading.texts.otherwise import declarations_by_habit, other_declarations, tables_of_weights
from verify.grading.texts.respellings import MOST_TRIED, respellings
from verify.grading.ways.of_chains import without_arrows
from verify.problem import InputError
from verify.read.degrees import has_degrees
from verify.read.names import canonical_name
from verify.sort import REAL
from verify.term import Term, contains, free_symbols, postorder

_CHANGE = re.compile(
    r"\\[Dd]elta(?![A-Za-z_])\s*(?!\\(?:right|end|cdot|times|leq?|geq?|approx|to|in|q?quad|mid|r?vert|[bB]igg?r?)(?![A-Za-z]))"
    r"(?=\\?[A-Za-z])|[Δδ]\s*(?=[A-Za-z])"
)
_INTEGRALS = frozenset(("lambda", "integral"))
_PERIODIC = frozenset(("sin", "cos", "tan", "imaginary"))
_WITH_WHOLE_NUMBERS = frozenset(("sum", "product", "floor", "ceiling"))
_NAMED_CONSTANTS = frozenset(("pi", "π", "e", "i", "j"))
_INDEX = r"(?:_(?:[0-9]{1,2}|star|starstar|hat|tilde|bar))?'{0,2}"
_WORD = r"(?!Gamma|Delta|Theta|Xi|Pi|Upsilon|Psi|Omega)[A-Z][a-z]+"  # Lx, Rot
_MATRIX = re.compile(rf"(?:[ABCDHJKMQSUVWXYZ]|{_WORD}){_INDEX}")
_CAPITAL = re.compile(rf"(?:[A-Z]{{1,2}}|Psi|Omega|Theta|Gamma|{_WORD}){_INDEX}")
_INVERSE = re.compile(r"(?:[A-Z]|\\(?:Sigma|Lambda|Phi|Psi|Omega|Theta|Gamma)|[)\]}*0-9])\s*\^\s*[{(]?\s*-\s*1(?![0-9])"
                      r"|(?<![A-Za-z])e\s*\^\s*(?:[A-Z]|\{\s*-?\s*[a-z]?\s*[A-Z]\s*[a-z]?\s*\})")  # e^{At}, too
_IDENTITY = re.compile(r"(?<![A-Za-z\\_])I\s*[-+]|[-+]\s*I(?![A-Za-z_(])")
_UNKNOWNS = frozenset(("x", "y", "z", "w", "t", "theta"))
_CAPITAL_GREEK = frozenset(("Sigma", "Lambda", "Phi", "Psi", "Omega", "Theta", "Gamma"))
COUNTS = frozenset("n m k l N M K".split())
_RATES = frozenset(("alpha", "beta", "gamma", "delta", "epsilon", "eta", "rho", "c"))
_SLOPE = "alpha"  # of the negative part of a leaky rectifier, which is below 1
SCALES = frozenset(("sigma", "tau", "lambda", "kappa", "ell", "n", "N", "m", "K", "T", "s", "r", "R", "L"))


def called_only(question: AskedQuestion, *texts: str) -> dict[str, str]:
    """The undeclared letters of a row and an answer that stand before a bracket wherever they stand: E(X^2), y(-x)."""
    written = (*question.row.asked, *texts)
    letters = letters_called(written)
    return dict.fromkeys(sorted(letters & _read_as_factors(question, texts)), "function") if letters else {}


def _read_as_factors(question: AskedQuestion, texts: Iterable[str]) -> set[str]:
    """The undeclared names before a bracket, as far as the texts are formulas by themselves."""
    if question.task is None:
        return set()
    found = set(question.task.called)
    for text in texts:
        links = links_of(text)
        label = label_of(links[0].formula) if len(links) > 1 else None
        for link in links if label is None or not label.is_changed else links[1:]:
            try:
                found.update(question.task.read(link.formula).called)
            except InputError:
                continue
    return found


def as_meant_otherwise(
    question: AskedQuestion, found: Result, texts: tuple[str, ...], grade: Callable[[AskedQuestion], Result]
) -> Result:
    """A right answer, undecided if it is not right for something else that its undeclared names may be, too."""
    if found.verdict != "correct":
        return found
    if constants := _declared_constants(question, found):
        return not_known(found, f"right if {', '.join(constants)}, which the question declares, is a constant")
    if _lost_changes(question, texts):
        return not_known(found, "right if Delta is a factor, and Delta x may be a change of x: declare it")
    if called := called_only(question, *texts):
        other = question.declared_otherwise(called, grade)
        if other is None or other.verdict != "correct":
            return not_known(found, f"right if {', '.join(called)} is a factor, and it may be a function")
    if (matrices := _undeclared_matrices(question, found, texts)) and _may_not_commute(question, matrices, texts, grade):
        return not_known(found, f"right for numbers, and not for matrices {', '.join(matrices)}: declare them")
    if counts := _undeclared_exponents(question, found):
        other = question.declared_otherwise(counts, grade)
        if other is None or other.verdict != "correct":
            return not_known(found, f"right for real {', '.join(counts)}, and not known to be for natural numbers: declare it")
    return found


def _undeclared_matrices(question: AskedQuestion, found: Result, texts: Iterable[str]) -> dict[str, str]:
    """The capital letters that nobody declared, as matrices of one size, if all of them are called as matrices are; beside an
    inverse any capital is."""
    known = {canonical_name(name) for name in question.written.symbols}
    names = {name.name for term in terms_of(question, found) for name in free_symbols(term) if name.sort == REAL} - known
    capitals = sorted(name for name in names if name[0].isupper() or name.partition("_")[0] in _CAPITAL_GREEK)
    kind = _CAPITAL if "I" in capitals or _has_inverse(question, texts) else _MATRIX
    capitals = [name for name in capitals if name != "I"]
    if len(capitals) < 2 or not all(kind.fullmatch(name) for name in capitals):
        return {}
    size = next(letter for letter in "nmdkpqrs" if letter not in names | known)
    return dict.fromkeys(capitals, f"matrix {size} {size}")


def _has_inverse(question: AskedQuestion, texts: Iterable[str]) -> bool:
    return any(_INVERSE.search(text) for text in (*question.row.asked, *texts))


def _may_not_commute(
    question: AskedQuestion, matrices: dict[str, str], texts: Sequence[str], grade: Callable[[AskedQuestion], Result]
) -> bool:
    """Whether what may be asked of matrices, too, is not answered rightly for them."""
    asked = question.row.asked[:1]
    if asked and len(texts) == 1 and plain_text(texts[0]) == plain_text(asked[0]):
        return False
    itself = question.declared_otherwise(matrices, lambda grader: grader.grade_as_written(asked[0], "")) if asked else None
    if asked and (itself is None or itself.verdict != "correct"):
        return _has_inverse(question, texts) or any(map(_IDENTITY.search, (*asked, *texts)))
    other = question.declared_otherwise(matrices, grade)
    if other is None or other.verdict == "correct":
        return False
    return other.verdict == "wrong" or bool(question.row.references) or _has_inverse(question, texts)


def _declared_constants(question: AskedQuestion, found: Result) -> list[str]:
    """The declared names that an answer adds up to a constant, and that are not called as constants are."""
    if question.task is None or question.row.mode.strip().lower() != "up to a constant" or found.term is None:
        return []
    asked = {name.name for _, term in question.task.references for name in free_symbols(term)}
    asked |= {term.args[0].name for _, term in question.task.references if term.op == "lambda"}
    new = {name.name for name in free_symbols(found.term)} - asked
    return sorted(new & question.row.declared - CONSTANTS_OF_INTEGRATION)


def _lost_changes(question: AskedQuestion, texts: tuple[str, ...]) -> bool:
    r"""Whether one side only has a Delta before a name, that nobody declared: y/x is no \frac{\Delta y}{\Delta x}."""
    if not {"Delta", "delta"}.isdisjoint((*question.row.declared, *map(canonical_name, question.row.definitions))):
        return False
    sides = question.row.asked, texts
    asked, answered = (any(_CHANGE.search(text.rpartition("=")[2]) for text in each) for each in sides)
    return bool(question.row.references) and asked != answered


def _undeclared_exponents(question: AskedQuestion, found: Result) -> dict[str, str]:
    """The names in exponents that nobody declared: x^n has no value at x < 0 for real n, and has one for natural n."""
    if question.task is None:
        return {}
    terms = terms_of(question, found)
    known = question.row.declared
    names = dict.fromkeys(name for term in terms for name in free_symbols(term) if name.name not in known)
    return {name.name: "natural" for name in names if in_real_exponent(name, terms)}


def unless_meant_otherwise(question: AskedQuestion, found: Result, submitted: str) -> Result:
    """A wrong answer, undecided if it has names that the question does not have, or is right for something else that
    nobody declared either."""
    task = question.task if question.row is not question.written else None
    if task is not None and (new := _new_names(task, found, question.written)):
        reason = f"{new[0]} is not declared, and the question does not have it"
        return not_known(found, reason)
    if called := called_only(question, submitted):
        return not_known(found, f"{next(iter(called))} is not declared, and may be a function with its own properties")
    if len({has_degrees(text) for text in (submitted, *question.row.asked)}) > 1:
        return not_known(found, "degrees, whose sign stands on one side only")
    if (matrices := _undeclared_matrices(question, found, (submitted,))) and _has_inverse(question, (submitted,)):
        return not_known(found, f"wrong for numbers, and {', '.join(matrices)} may be matrices: declare them")
    if _may_be_otherwise(question, found, (submitted,), lambda grader: grader.grade_as_written(submitted, "")):
        reason = "not known to be wrong for other things that nobody declared: weights, symmetric arrays ..."
        return not_known(found, reason)
    if _is_right_as_equation(question, found, submitted):
        return not_known(found, "not known to be wrong for positive numbers, which nobody declared")
    for row in _respelled_definitions(question):
        if question.verdict_of(row, lambda grader: grader.grade_as_written(submitted, "")) != "wrong":
            return not_known(found, "not known to be wrong if a definition is meant otherwise: write brackets")
    if (name := _undeclared_where_undefined(question, found)) is not None:
        return not_known(found, f"not defined for all values of {name}, which nobody declared")
    scales = _undeclared_scales(question)
    row = replace(question.row, symbols={**question.row.symbols, **scales})
    verdict = question.verdict_of(row, lambda grader: grader.grade_as_written(submitted, "")) if scales else "wrong"
    if scales and _is_likely(terms_of(question, found), verdict):
        return not_known(found, f"not known to be wrong for positive {', '.join(scales)}, which nobody declared")
    return found


def _undeclared_where_undefined(question: AskedQuestion, found: Result) -> str | None:
    """A name that nobody declared, of an answer that has no value where the reference has one: of \\log x_i for any x_i."""
    point = found.counterexample
    if point is None or point.right != "undefined":
        return None
    known = {*question.written.declared, *(size for words in question.row.symbols.values() for size in words.split())}
    return next((name for name, _ in point.point if name not in known), None)


def _is_equation(term: Term) -> bool:
    return term.op == "eq" or (term.op in ("or", "and") and all(map(_is_equation, term.args)))


def _is_right_as_equation(question: AskedQuestion, found: Result, submitted: str) -> bool:
    r"""Whether an equation is right if all names that nobody declared are positive: x = a^2, of \sqrt{x} = a."""
    terms = terms_of(question, found)
    if len(terms) < 2 or not all(map(_is_equation, terms)):
        return False
    known = {canonical_name(name) for name in question.written.symbols}
    names = sorted({name.name for term in terms for name in free_symbols(term) if name.sort == REAL} - known)
    if not names:
        return False
    other = question.declared_otherwise(dict.fromkeys(names, "positive"), lambda grader: grader.grade_as_written(submitted, ""))
    return other is not None and other.verdict == "correct"


def unless_lines_are_meant_otherwise(question: AskedQuestion, found: Result, lines: tuple[str, ...], name: str) -> Result:
    """A wrong derivation, undecided if it is right for something else that nobody declared."""
    if called := called_only(question, *lines):
        return not_known(found, f"{next(iter(called))} is not declared, and may be a function with its own properties")
    if len({has_degrees(text) for text in (*lines, *question.row.asked)}) > 1:
        return not_known(found, "degrees, whose sign stands in some places only")
    if constants := _taken_constants(question, found):
        return not_known(found, f"{constants[0]} is not declared, and may be another constant in each line")
    if (free := _undeclared_where_undefined(question, found)) is not None:
        return not_known(found, f"not defined for all values of {free}, which nobody declared")
    if scales := _undeclared_scales(question, found):
        other = question.declared_otherwise(scales, lambda grader: grader.grade_lines(lines, name))
        if other is not None and _is_likely(terms_of(question, found), other.verdict):
            return not_known(found, f"not known to be wrong for positive {', '.join(scales)}, which nobody declared")
    if _is_right_for_positive(question, found, lines, name):
        return not_known(found, "right for positive numbers, which nobody declared")
    if _may_be_otherwise(question, found, lines, lambda grader: grader.grade_lines(lines, name)):
        return not_known(found, "not known to be wrong for other things that nobody declared: weights, symmetric arrays ...")
    return found


def _is_right_for_positive(question: AskedQuestion, found: Result, lines: tuple[str, ...], name: str) -> bool:
    """Whether a derivation in which a value is wrong is right if all undeclared names are positive: A = pi r^2, r = sqrt(A/pi).

    Not if it loses a root that is asked for, nor the root of an equation for x alone, if nothing is asked for.
    """
    links = links_of(lines[found.first_wrong]) if found.first_wrong is not None and found.first_wrong < len(lines) else ()
    if len(links) < 2 or links[0].relation == "iff" or question.row.relation or label_of(links[0].formula) is None:
        return False
    known = {canonical_name(each) for each in question.written.symbols}
    names = {each.name for term in terms_of(question, found) for each in free_symbols(term) if each.sort == REAL} - known
    if not names or (not question.row.references and len(names) == 1 and names <= _UNKNOWNS):
        return False
    if question.row.references and question.grade(*without_arrows(lines[-1:])).verdict != "correct":
        return False
    other = question.declared_otherwise(dict.fromkeys(sorted(names), "positive"), lambda grader: grader.grade_lines(lines, name))
    return other is not None and other.verdict != "wrong"


def _may_be_otherwise(
    question: AskedQuestion, found: Result, texts: Sequence[str], grade: Callable[[AskedQuestion], Result]
) -> bool:
    """Whether something that nobody declared may be what makes an answer right; but for what makes all that is asked for 0."""
    rows = chain(
        other_declarations(question.written, question.row, texts), declarations_by_habit(question.written, question.row, texts)
    )
    if counts := _undeclared_counts(question, found):
        rows = chain((replace(question.row, symbols={**question.row.symbols, **counts}),), rows)
    has_tables = bool(tables_of_weights(question.written, question.row))
    return has_tables or any(question.verdict_of(row, grade) != "wrong" and not _asks_for_nothing(question, row) for row in rows)


def _asks_for_nothing(question: AskedQuestion, row: Row) -> bool:
    r"""Whether the only reference is 0 for weights, and for them alone: \sum_i (p_i - q_i), but no \sin n\pi for a whole n."""
    has_weights = any("distribution" in words for words in {*row.symbols.values()} - {*question.row.symbols.values()})
    is_asked = has_weights and len(row.references) == 1
    return is_asked and question.verdict_of(row, lambda grader: grader.grade_as_written("0", "")) == "correct"


def _undeclared_counts(question: AskedQuestion, found: Result) -> dict[str, str]:
    r"""The names that nobody declared and that are whole to everyone: the n of \sin n\pi and e^{2\pi i n}, or of \sum_{k=1}^n."""
    terms = terms_of(question, found)
    names = {name.name for term in terms for name in free_symbols(term)} if any(map(_is_periodic, terms)) else set()
    parts = postorder(*terms) if any(contains(term, _WITH_WHOLE_NUMBERS) for term in terms) else []
    ends = [part.args[2] for part in parts if part.op in ("sum", "product")]
    ends += [part for part in parts if part.op in ("floor", "ceiling")]
    sizes = sizes_of(terms)  # which are whole for what they are sizes of
    counts = names & COUNTS | {name.name for end in ends for name in free_symbols(end) if name not in sizes}
    return dict.fromkeys(sorted(counts.difference(map(canonical_name, question.written.symbols))), "positive integer")


def _is_periodic(term: Term) -> bool:
    return contains(term, _PERIODIC)


def terms_of(question: AskedQuestion, found: Result) -> list[Term]:
    """The references, and the formulas of an answer."""
    terms = [term for _, term in (question.task.references if question.task is not None else ())]
    return terms + [term for term in (found.term, *(step.term for step in found.steps)) if term is not None]


def _respelled_definitions(question: AskedQuestion) -> Iterator[Row]:
    """The row with one definition in another spelling."""
    for head, body in question.row.definitions.items():
        for text in islice(respellings(body), MOST_TRIED):
            yield replace(question.row, definitions={**question.row.definitions, head: text})


def _undeclared_scales(question: AskedQuestion, found: Result | None = None) -> dict[str, str]:
    """Names of the references, or the lines of a result, that nobody declared and that are positive to most."""
    terms = [term for _, term in (question.task.references if question.task else ())]
    terms += [step.term for step in (found.steps if found is not None else ()) if step.term is not None]
    names = {name.name for term in terms for name in free_symbols(term)}
    known = question.row.declared
    is_integral = any(term.op == "lambda" for term in terms)  # \sqrt{a^2 - x^2}, for a > 0 to everyone
    of_most = SCALES if any(kind_of(term) != "expression" for term in terms) else SCALES | _RATES  # 0 < eta says it by itself
    scales = (name for name in sorted(names - known) if is_integral or name.partition("_")[0] in of_most)
    return {name: "in (0, 1)" if name.partition("_")[0] == _SLOPE else "positive" for name in scales}


def _is_likely(terms: Iterable[Term], verdict: str) -> bool:
    """Whether an answer with a verdict for positive names may be right; integrals are seldom known to be."""
    integrals = any(contains(term, _INTEGRALS) for term in terms)
    return verdict == "correct" or (integrals and verdict != "wrong")


def _taken_constants(question: AskedQuestion, found: Result) -> list[str]:
    """The constants in two lines that differ, which formulas were taken to declare: the C of ln y = x + C and y = Ce^x."""
    taken = {*question.row.symbols} - {*question.written.symbols}
    places = [] if found.first_wrong is None else [found.first_wrong - 1, found.first_wrong]
    terms = [found.steps[place].term for place in places if place >= 0]
    names = [{name.name for name in free_symbols(term)} if term is not None else set() for term in terms]
    return sorted(set.intersection(*names) & taken & CONSTANTS_OF_INTEGRATION) if len(names) == 2 else []


def unless_of_any_law(question: AskedQuestion, found: Result, texts: Iterable[str]) -> Result:
    """The result, undecided for what is wrong for some laws of random variables that nobody declared, and not for all."""
    if LAW not in question.row.symbols or LAW in question.written.symbols:
        return found
    known = {*variables_of(question.row.symbols[LAW]), *map(canonical_name, question.written.symbols)}
    if found.verdict == "correct" and (new := random_names("\n".join(texts)) - known):
        return not_known(found, f"right if {', '.join(sorted(new))} is no random variable: declare it")
    if found.verdict == "wrong" and not _is_wrong_for_every_law(question, found, tuple(texts)):
        return not_known(found, "wrong for some random variables, and perhaps not for those that are meant: declare them")
    return found


def _is_wrong_for_every_law(question: AskedQuestion, found: Result, lines: tuple[str, ...]) -> bool:
    """Whether an answer, or the first wrong step of a derivation, holds for no law of the random variables."""
    task, declared = question.task, {canonical_name(name) for name in question.written.symbols}
    if task is None or not leave_room(task.hypotheses) or found.term is None or question.row.mode not in ("", "equal"):
        return False
    if not found.steps:
        pairs = zip(question.row.references, task.references, strict=False)
        return bool(task.references) and all(
            differ_for_every_law(reference, found.term, declared, spoken_of(asked.formula, *lines))
            for asked, (_, reference) in pairs
        )
    place = found.first_wrong or 0
    before, now = (found.steps[each].term for each in (place - 1, place))
    links = links_of(lines[place]) if place < len(lines) == len(found.steps) else ()
    if not place or before is None or now is None or len(links) != 1:
        return False
    if links[0].relation == "eq":
        return differ_for_every_law(before, now, declared, spoken_of(lines[place - 1], lines[place]))
    if links[0].relation in ("ge", "gt"):
        return is_less_for_every_law(before, now, declared)
    return links[0].relation in ("le", "lt") and is_less_for_every_law(now, before, declared)


def unless_a_line_may_define(question: AskedQuestion, found: Result, lines: tuple[str, ...]) -> Result:
    """A wrong derivation, undecided if a line begins with f(x) = for an f that nobody declared."""
    declared = (*question.row.symbols, *(head.partition("(")[0] for head in question.row.definitions))
    heads = heads_of(lines, declared) if found.verdict == "wrong" and len(lines) > 1 else {}
    if not heads:
        return found
    line = lines[found.first_wrong or 0]
    names = [head.partition("(")[0].strip() for head in heads]
    if links_of(line)[0].relation and not speaks_of(line, names):  # a step of a chain says nothing of the function
        return found
    return not_known(found, "a function that nobody declared, which a line may define")


def unless_a_constant_is_named(question: AskedQuestion, found: Result, lines: tuple[str, ...]) -> Result:
    r"""A wrong derivation, undecided if a line says what \pi, e or i is, which may be a profit, an error or a rate there."""
    if found.verdict != "wrong":
        return found
    heads = (link.formula.strip(" $&") for line in lines for link in links_of(line)[:-1])
    named = next((head for head in heads if head.removeprefix("\\") in _NAMED_CONSTANTS), "")
    return not_known(found, f"{named} stands on a left side, and may be a name") if named else found


def unless_a_line_defines(question: AskedQuestion, grader: AskedQuestion, found: Result) -> Result:
    """The result with what the lines were taken to declare; a line f(x) = x^2 may say what an undeclared f is."""
    taken = grader.row.symbols.items() - question.row.symbols.items()
    if found.verdict == "wrong" and found.steps and any("function" in words.split() for _, words in taken):
        return not_known(found, "a function that nobody declared, which a line may define")
    return found


def _new_names(task: Task, found: Result, written: Row) -> list[str]:
    """The names of an answer that neither the references nor the declarations of a row have; or that the references do not
    have, if they have others that nobody declared and the answer lacks."""
    if found.term is None:
        return []
    asked = {name.name for _, term in task.references for name in free_symbols(term)}
    integrals = [term for _, term in task.references if term.op == "lambda"]
    if integrals:
        asked |= {term.args[0].name for term in integrals} | CONSTANTS_OF_INTEGRATION
    is_value = found.term.op == "eq" and all(term.op != "eq" for _, term in task.references)
    answered = {name.name for name in free_symbols(found.term.args[1] if is_value else found.term)}
    declared = {canonical_name(name) for name in written.symbols}
    return sorted(answered - asked if asked - answered - declared else answered - asked - declared)
