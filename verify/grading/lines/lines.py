r"""A derivation of many lines: each is judged against the line before it, and the first that does not follow is named.

A line may begin with its relation (`= x^2`, `\le 3`, `\iff x = 1`) and go on with others (`= x^2 + 2x \le 3`); without one it is
`=` between expressions and `iff` between statements.  After a wrong line the next ones are judged on from it.

    relation             the line follows if
    =, <, <=, >, >=      it holds wherever the line before and this one are defined
    iff, implies         both lines are statements, and each implies the other, or the first the second
    \propto              one is the other times a number other than 0
    \approx              within the tolerance of the mode, or as far as the decimals go that are shown
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.grading.comparing.compare import compare, kind_of
from verify.grading.comparing.comparison import Comparison, counterexample_of, undecided
from verify.grading.comparing.families import has_other_constants
from verify.grading.lines.facts import is_condition, puts_value_in
from verify.grading.lines.links import Link, links_of
from verify.grading.lines.pieces import is_label, is_new_name, pieces_of_line
from verify.grading.lines.state import CONNECTIVES, Derivation
from verify.grading.lines.steps import (
    badness,
    compared_by,
    decided,
    doubt_of,
    may_have_no_value,
    under_conditions,
    unless_meant_otherwise,
)
from verify.grading.lines.systems import forgive_givens
from verify.grading.result import LineResult
from verify.grading.task import Task, undeclared_words
from verify.grading.texts.defined_in_lines import speaks_of
from verify.grading.texts.labels import label_of
from verify.grading.texts.notation import doubted, doubted_readings, names_called
from verify.grading.texts.presentation import says_hence
from verify.grading.texts.same_names import name_the_same
from verify.problem import InputError
from verify.question import Question
from verify.render.problem import problem_text
from verify.term import ZERO, Term, conjuncts, equal, free_symbols, make, postorder

_OF_DERIVED = re.compile(r"['′∇∂]|frac|nabla|log|ln|d/d|grad|diff")  # a derivative or logarithm of a defined function
_VALUE_AT_PLACE = re.compile(r"\s*\\?[A-Za-z]+(?:_\w)?\s*\(\s*-?[0-9./]+\s*\)\s*(?:=.*)?", re.DOTALL)  # y(3)


def follow(lines: Sequence[str], task: Task) -> Derivation:
    """Every line judged against the one before it, the first one against the start of the task where there is one."""
    hence = frozenset(place for place, line in enumerate(lines) if says_hence(line))
    derivation = Derivation(task, tuple(links_of(line) for line in lines), last=task.start, hence=hence)
    for place in range(len(lines)):
        try:
            found = _line(derivation, place)
        except InputError as error:
            derivation.problem = derivation.problem or error.problem
            found = LineResult("unreadable", "undecided", problem_text(error.problem))
            derivation.last = None
        derivation.steps.append(found)
    forgive_givens(derivation)
    return derivation


def _line(derivation: Derivation, place: int) -> LineResult:
    """One line: its links in turn; the worst of them is what is said of the line."""
    begins = derivation.last is None
    worst: Comparison | None = None
    odd: Comparison | None = None
    links, is_chain = pieces_of_line(derivation, place)
    if not links[0].relation:
        derivation.proportional = None  # of another name, unless this line says in which names it is to be proportional
    is_calculation = _is_calculation(derivation, place)
    if is_calculation:
        links, is_chain = derivation.lines[place], True
    is_bound = is_chain and links[1].relation not in (*derivation.task.naming, "propto")
    if is_bound and is_new_name(label_of(links[0].formula), derivation):
        derivation.last = None
        reason = f"a bound of {links[0].formula}, which is not defined"
        return LineResult("undecided", "undecided", reason)
    last_label, may_begin_anew = derivation.label, _may_begin_anew(derivation, place, is_chain)
    is_implication = not is_chain and any(link.relation in CONNECTIVES for link in links[1:])
    first_term = len(derivation.terms)
    for position, link in enumerate(links):
        if is_chain and position == 0 and is_label(links, derivation):
            derivation.label = link.formula
            may_begin_anew = may_begin_anew and not (last_label and name_the_same(last_label, link.formula))
            continue
        reading = derivation.task.read(link.formula)
        derivation.task.check_names(reading.term, link.formula)
        before, derivation.last = derivation.last, reading.term
        source, derivation.source = derivation.source, link.formula
        former, derivation.before = derivation.before, reading
        derivation.terms.append(reading.term)
        derivation.choices += [*reading.choices, *undeclared_words(reading)]
        is_first = position == 0 or (position == 1 and not is_calculation and derivation.label == links[0].formula)
        if before is not None and is_first and (
            is_calculation or _begins_with(derivation, place, is_chain)
        ):
            begins = True
            is_statement = kind_of(reading.term) == "statement"
            derivation.label = link.formula if is_calculation else "" if is_statement else derivation.label
            if is_statement and speaks_of(links[0].formula, _defined_names(derivation)):
                worst = _of_what_is_solved(derivation, place, is_implication)
            elif is_statement and kind_of(before) == "statement":  # x > 2, and then log x + log(x - 2) = log 8
                worst = undecided("an equation that may be given beside its conditions", "fact")
        elif before is not None:
            if place in derivation.hence and not link.relation and kind_of(before) == kind_of(reading.term) == "statement":
                link = Link("implies", link.formula)
            if place in derivation.hence and not link.relation and kind_of(before) != kind_of(reading.term) == "statement":
                holds = decided(Question(reading.term, (*derivation.task.hypotheses, *derivation.facts)), derivation.task)
                if holds.outcome == "correct":  # what follows from a chain of expressions, and holds anyway
                    derivation.verdicts.append(holds.verdict)
                    continue
            found = compared_by(link, source, before, reading.term, derivation.task, derivation.proportional)
            if link.relation == "propto" and any(_shares_name(fact, before, reading.term) for fact in derivation.facts):
                found = undecided("what was said before may tie the names together in which it is to be proportional", "fact")
            if found.outcome == "wrong" and link.relation == "propto" and _is_explained_below(derivation, place, reading.term):
                found = undecided("a name in it is explained below", "fact")
            if found.outcome == "wrong" and position == 1 and link.relation == "eq" and _has_kernels(derivation, place):
                found = undecided("what was known up to a factor, and may be normalised here", "notation")
            derivation.called |= names_called(reading)
            known = derivation.task.vocabulary.symbols
            constants = derivation.task.constants if before.op == "lambda" else frozenset()  # the C behind an integral
            found = doubted(found, (before, reading.term), known, derivation.called, constants)
            found = doubted_readings(found, derivation.task.doubts, *filter(None, (former, reading)))
            if found.outcome == "wrong" and _VALUE_AT_PLACE.fullmatch(links[0].formula) and names_called(reading) - known.keys():
                found = undecided(f"{links[0].formula} may be a value of a function that nobody declared", "notation")
            if found.outcome == "wrong" and (reason := doubt_of(before, reading.term, derivation)):
                found = undecided(reason, "notation")
            if found.outcome == "wrong":
                found = unless_meant_otherwise(found, link, source, before, derivation)
            elif found.outcome == "undecided" and kind_of(reading.term) == "statement":
                found = under_conditions(found, link, source, before, derivation)
            elif found.outcome == "correct" and may_have_no_value(found, link, source, before, derivation):
                found = undecided("whether both sides have values under what was said before is not known", "fact")
            if found.outcome == "wrong" and is_calculation and (position > 1 or _may_be_solved(derivation, place)):
                found = undecided("an equation that may be one to be solved", "chain")
            if found.outcome == "wrong" and is_implication and position == 0 and not link.relation:
                found = undecided("a case, or an assumption of its own", "fact")
            if found.outcome == "wrong" and is_chain and position == 1 and place and _defines(derivation, before, reading.term):
                found = undecided("an equation for a name that is new", "chain")
            if found.outcome == "wrong" and link.relation == "eq" and _names_whole(derivation, before, reading.term):
                found = undecided("a name of its own for what stands beside it", "chain")
            is_named = position == 1 and links[0].formula == derivation.label
            is_other = is_named and bool(last_label) and last_label != derivation.label
            if may_begin_anew and not is_calculation and (position == 0 or is_named) and (found.outcome == "wrong" or is_other):
                found = undecided("a line without a sign of its own, which may begin with something else", "chain")
            if found.outcome == "wrong" and (reason := _says_what_is_meant(derivation, place, link, source)):
                found = undecided(reason, "chain")
            if found.outcome == "wrong" and place < len(derivation.lines) - 1 and _sets_to_zero(before, reading.term):
                found = undecided("set to 0, or said to be 0", "chain")
            if found.outcome == "wrong" and not link.relation and _may_be_solved_below(derivation, before, reading.term):
                found = undecided("an equation that may be one to be solved", "chain")
            if found.outcome == "wrong" and is_chain and position == 1 and (name := _name_that_is_new(derivation, before)):
                found = undecided(f"an equation that may say what {name} is, which is not declared", "chain")
            if found.outcome == "wrong" and position == 0 and link.relation == "eq" and (
                _is_solved_by_next(derivation, place, before, reading.term)
            ):
                found = undecided("an equation that is solved below", "chain")
            if found.outcome == "wrong" and link.relation in CONNECTIVES and _speaks_of_something_new(derivation):
                found = undecided("it speaks of what no line before it does, which the question may tie to it", "fact")
            if found.outcome == "wrong" and derivation.premised and position == 0 and link.relation:
                found = undecided("what stands behind an implication, and may hold under its premise", "fact")
            references = [term for _, term in derivation.task.references]
            is_first_of_line = position == 0 and link.relation == "eq" and not references
            if found.outcome == "wrong" and (
                puts_value_in(before, reading.term, references, (source, link.formula))
                or (is_first_of_line and _may_be_a_value(derivation, before, reading.term))
            ):
                derivation.put_in.add(place)
            derivation.verdicts.append(found.verdict)
            if found.outcome == "wrong" and (link.relation or "eq") == "eq":
                derivation.wrong.setdefault(place, (before, reading.term, found))
            odd = found if found.code == "kind" else odd  # the => of x => 1 is no implication
            worst = found if worst is None or badness(found) > badness(worst) else worst
    if is_implication:
        derivation.aside.update(range(first_term, len(derivation.terms)))
    if is_implication or not links[0].relation:
        derivation.premised = is_implication and derivation.last is not None and kind_of(derivation.last) != "statement"
    if worst is not None and worst.outcome == "wrong" and odd is not None:
        worst = odd
    if worst is not None:
        return LineResult(worst.outcome, worst.verdict.truth, worst.message, counterexample_of(worst), derivation.last)
    message = "the first line" if place == 0 else "nothing readable before it" if begins else ""
    return LineResult("correct", "proved", message, None, derivation.last)


def _says_what_is_meant(derivation: Derivation, place: int, link: Link, source: str) -> str:
    """Why an equality that is wrong may say what something is: an unknown function, a density, a constant or a value; or ""."""
    if len(derivation.terms) < 2:
        return ""
    *earlier, before, now = derivation.terms
    task = derivation.task
    are_statements = link.relation in ("", *CONNECTIVES) and kind_of(before) == kind_of(now) == "statement"
    if are_statements and not _solves_for_constant(now) and (
        has_other_constants(before, now, task.vocabulary.symbols, task.hypotheses, task.limits)
    ):
        return "equal up to its constants, which nobody declared"
    if link.relation != "eq":
        return ""
    names, known = {name.name for name in (*free_symbols(before), *free_symbols(now))}, derivation.task.vocabulary.symbols
    if before.op == "apply" and not derivation.lines[place][0].relation:
        return "an equation that may say what a function is"
    constants = names & (_CONSTANTS if derivation.label else _CONSTANTS - {"c"}) - known.keys()
    if constants and all(any(name.name in constants for name in free_symbols(term)) for term in (before, now)):
        return "equal up to a constant, which nobody declared"
    if _has_kernels(derivation, place):
        as_kernel = Link("propto", link.formula)
        found = compared_by(as_kernel, source, before, now, derivation.task, derivation.proportional)
        return "what was known up to a factor, and may be normalised here" if found.outcome == "correct" else ""
    last = derivation.lines[place - 1] if place else ()
    if link is derivation.lines[place][0] and len(last) == 2 and not last[0].relation and last[1].relation == "eq":
        name = label_of(last[0].formula)
        spoken_of = {each.name for term in earlier if term.op != "symbol" for each in free_symbols(term)}
        if name is not None and name.is_plain and not spoken_of.isdisjoint(name.names):
            return "a value may have been put in for a name"
    return ""


_CONSTANTS = frozenset(("c", "C", "const", "constant"))


def _solves_for_constant(now: Term) -> bool:
    return now.op == "eq" and any(side.op == "symbol" and side.name in _CONSTANTS for side in now.args)


def _names_whole(derivation: Derivation, left: Term, right: Term) -> bool:
    """Whether one side is a name alone that nothing before it, and no reference, speaks of: z, = x + 1; and x + 1, = z."""
    earlier = [name for term in derivation.terms[:-2] for name in free_symbols(term)]
    asked = [name for _, term in derivation.task.references for name in free_symbols(term)]
    start = derivation.task.start
    known = {*earlier, *asked, *(free_symbols(start) if start is not None else ())}
    pairs = ((left, right), (right, left))
    return any(one.op == "symbol" and one not in known and one not in free_symbols(other) for one, other in pairs)


def _shares_name(fact: Term, *terms: Term) -> bool:
    return any(not set(free_symbols(fact)).isdisjoint(free_symbols(term)) for term in terms)


def _is_explained_below(derivation: Derivation, place: int, term: Term) -> bool:
    """Whether a line below says what a name of a term is: e^{-(t-m)^2/(2v)}, and then v = s/(s+1)."""
    names = {name.name for name in free_symbols(term)}
    heads = (label_of(links[0].formula) for links in derivation.lines[place + 1 :] if not links[0].relation and len(links) > 1)
    return any(head is not None and not names.isdisjoint(head.names) for head in heads)


def _has_kernels(derivation: Derivation, place: int) -> bool:
    return any(link.relation == "propto" for links in derivation.lines[: place + 1] for link in links)


def _may_begin_anew(derivation: Derivation, place: int, is_chain: bool) -> bool:
    """Whether an expression, or a chain of them, has no sign at its beginning, and is a chain or other lines have one."""
    links = derivation.lines[place]
    goes_on = any(each[0].relation not in ("", *CONNECTIVES) for each in derivation.lines[:place])
    return place > 0 and not links[0].relation and (is_chain or (goes_on and len(links) == 1))


def _begins_with(derivation: Derivation, place: int, is_chain: bool) -> bool:
    """Whether a line without a sign begins with something else, which nothing before it has to imply.

    A formula that the next lines go on with, below assumptions: x > 0, and then |x|, = x.  An equation to be solved, below its
    conditions, or below the formula that is set to 0: f'(x) = 2x - 2, and then f'(x) = 0, 2x - 2 = 0 or 2x = 2.
    """
    lines, (*earlier, now) = derivation.lines, derivation.terms
    if lines[place][0].relation or place in derivation.hence:
        return False
    has_signs = any(links[0].relation for links in lines[:place])
    if kind_of(now) == "expression":
        goes_on = is_chain or (place + 1 < len(lines) and lines[place + 1][0].relation not in ("", *CONNECTIVES))
        return goes_on and not has_signs and {kind_of(term) for term in earlier} == {"statement"}
    *_, equation = conjuncts(now)
    if equation.op != "eq" or (equation is not now and ZERO not in equation.args):
        return False
    if speaks_of(lines[place][0].formula, _defined_names(derivation)):
        return kind_of(earlier[-1]) == "expression" or ZERO in equation.args  # another question about it
    if equation is not now:
        return False
    if kind_of(earlier[-1]) == "expression":
        return place + 1 < len(lines) and _says_zero(derivation, earlier[-1], now)
    return not has_signs and all(map(is_condition, earlier))


def _of_what_is_solved(derivation: Derivation, place: int, is_implication: bool) -> Comparison | None:
    """What is said of an equation about a defined function: None if it holds always, or is f'(x) = 0, which lines solve and
    which may hold.  In f'(x) = 2x - 2 = 0, the first has to hold."""
    *before, term = conjuncts(derivation.terms[-1])
    task, may_be_solved = derivation.task, undecided("an equation that may be one to be solved", "chain")
    for each in before:
        found = decided(Question(each, task.hypotheses), task)
        if found.outcome != "correct":
            return found
    if ZERO not in term.args and term.args[1].op != "zeros":
        return None if decided(Question(term, task.hypotheses), task).outcome == "correct" else may_be_solved
    is_solved = is_implication or place + 1 < len(derivation.lines)
    never = Question(make("ne", term.args), task.hypotheses)
    may_hold = bool(term.args[0].shape) or decided(never, task).outcome != "correct"
    return None if is_solved and may_hold else may_be_solved


def _says_zero(derivation: Derivation, formula: Term, equation: Term) -> bool:
    """Whether an equation says that a formula is 0, which it may be somewhere."""
    sides, task = [side for side in equation.args if side is not ZERO], derivation.task
    if not free_symbols(formula) or formula.shape != equation.args[0].shape:
        return False
    if not formula.shape and decided(Question(make("ne", equation.args), task.hypotheses), task).outcome == "correct":
        return False
    if len(sides) == 1:
        return _is_same(derivation, sides[0], formula)
    nothing = make("zeros", formula.shape) if formula.shape else ZERO
    return _is_same(derivation, equal(formula, nothing), equation)


def _may_be_solved_below(derivation: Derivation, before: Term, now: Term) -> bool:
    """Whether an equation below an identity sets a side of it to something: d/dx (x^2 - 2x) = 2x - 2, and then 2x = 2."""
    task = derivation.task
    if before.op != "eq" or now.op != "eq" or decided(Question(before, task.hypotheses), task).outcome != "correct":
        return False
    sides = [side for side in before.args if free_symbols(side)]
    is_given = any(one in sides and not free_symbols(other) for one, other in (now.args, now.args[::-1]))  # 10c = 1
    return is_given or any(_says_zero(derivation, side, now) for side in sides)


def _name_that_is_new(derivation: Derivation, left: Term) -> str:
    """An undeclared name of a left side that stands nowhere else, where others are declared: the w_(k+1) of w_(k+1) - w = ..."""
    task = derivation.task
    *earlier, now = (term for term in derivation.terms if term is not left)
    others = {name.name for term in (*earlier, now, *(asked for _, asked in task.references)) for name in free_symbols(term)}
    known = {name for name in task.vocabulary.symbols if "+" not in name}  # nobody declares w_{k+1}
    new = [name.name for name in free_symbols(left) if name.name not in others and name.name not in known]
    return new[0] if new and known else ""


def _is_solved_by_next(derivation: Derivation, place: int, before: Term, now: Term) -> bool:
    """Whether the next line is the value of a name at which a step to a number holds: c/2, = 1, c = 2."""
    if free_symbols(now) or place + 1 >= len(derivation.lines):
        return False
    try:
        following = [derivation.task.read(" = ".join(link.formula for link in derivation.lines[place + 1])).term]
    except InputError:
        return False
    solved = following[0].op == "eq" and following[0].args[0].op == "symbol" and not free_symbols(following[0].args[1])
    question = Question(equal(before, now), (*derivation.task.hypotheses, *following))
    return solved and before.shape == now.shape and decided(question, derivation.task).outcome == "correct"


def _may_be_a_value(derivation: Derivation, before: Term, now: Term) -> bool:
    r"""Whether a number may be the value of a formula of arithmetic for some of its names: 0.3 \cdot 0.7/100 for p(1-p)/n."""
    task = derivation.task
    if free_symbols(now) or not free_symbols(before) or before.shape or derivation.facts:
        return False
    if not {part.op for part in postorder(before)} <= _ARITHMETIC:
        return False
    return decided(Question(make("ne", (before, now)), task.hypotheses), task).outcome != "correct"


_ARITHMETIC = frozenset(("add", "mul", "power", "number", "symbol", "pi", "gamma"))


def _speaks_of_something_new(derivation: Derivation) -> bool:
    """Whether the last formula has a declared name that nothing before it has."""
    (*earlier, now), task = derivation.terms, derivation.task
    said = (*earlier, *task.hypotheses, *([task.start] if task.start is not None else []))
    known = {name for term in said for name in free_symbols(term)}
    return any(name not in known and name.name in task.vocabulary.symbols for name in free_symbols(now))


def _is_same(derivation: Derivation, one: Term, other: Term) -> bool:
    return compare(one, other, derivation.task.hypotheses, derivation.task.limits).outcome == "correct"


def _is_calculation(derivation: Derivation, place: int) -> bool:
    """Whether a line says what a defined function, or a derivative of it, is: f'(x) = 2x, but f'(x) = 0 is to be solved."""
    links = derivation.lines[place]
    names = _defined_names(derivation)
    if not names or len(links) < 2 or links[0].relation not in ("", "implies"):
        return False
    if any(link.relation != "eq" for link in links[1:]):
        return False
    left, right = (speaks_of(link.formula, names) for link in links[:2])
    if not left or right or any(link.formula.strip(" $") == "0" for link in links):
        return False
    try:
        sides = [derivation.task.read(link.formula).term for link in links[:2]]
    except InputError:
        return False
    if sides[1] is ZERO or sides[1].op == "zeros":
        return False
    return bool(free_symbols(sides[1])) or not free_symbols(sides[0]) or _is_same(derivation, *sides)  # R'(q) = 15


def _defined_names(derivation: Derivation) -> list[str]:
    """The names of functions that are defined, as they are drawn."""
    definitions = derivation.task.vocabulary.definitions if len(derivation.lines) > 1 else ()
    return [each.head.partition("(")[0].strip() for each in definitions if each.parameters and "(" in each.head]


def _may_be_solved(derivation: Derivation, place: int) -> bool:
    """Whether a line is an equation for a value of the function itself, or the next one goes on without defined names: f(x) = 2x,
    and then x^2 = 2x."""
    left = derivation.lines[place][0].formula
    said_before = {links[0].formula for links in derivation.lines[:place] if not links[0].relation}
    if _OF_DERIVED.search(left) is None or left in said_before:
        return True
    if place + 1 == len(derivation.lines):
        return False
    links = derivation.lines[place + 1]
    names = _defined_names(derivation)
    return links[0].relation in ("", *CONNECTIVES) and not any(speaks_of(link.formula, names) for link in links)


def _defines(derivation: Derivation, left: Term, right: Term) -> bool:
    """Whether a chain begins with a name that has not been spoken of: c^2 = a^2 + b^2 below a = 3, b = 4."""
    known = {name for term in derivation.terms[:-2] for name in free_symbols(term)} | {*free_symbols(right)}
    return not known.issuperset(free_symbols(left))


def _sets_to_zero(before: Term, now: Term) -> bool:
    """Whether a plain 0 is new, which the next lines may solve for: f'(x) = 2x - 2 and then = 0, or 2x - 2 = 0."""
    if kind_of(before) != kind_of(now):
        return False
    if kind_of(now) == "expression":
        return ZERO in (before, now)
    return before.op == now.op == "eq" and ZERO in now.args and ZERO not in before.args
