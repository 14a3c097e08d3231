"""What may be meant by a step that is wrong as it is written: a definition, a case, an equation to be solved, a value put in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.families import has_other_constants
from verify.grading.comparing.solved import fails_where_put_in
from verify.grading.lines.facts import puts_value_in
from verify.grading.lines.links import Link
from verify.grading.lines.other_roots import is_no_root
from verify.grading.lines.solving import (
    is_solved_by_next,
    may_be_solved,
    may_be_solved_below,
    sets_to_zero,
    speaks_of_defined,
)
from verify.grading.lines.state import CONNECTIVES, Derivation
from verify.grading.lines.steps import compared_by, decided
from verify.grading.texts.defined_in_lines import speaks_of
from verify.grading.texts.labels import label_of
from verify.question import Question
from verify.read.names import canonical_name
from verify.term import Term, contains, free_symbols, make, postorder

FOLLOWS = "it does not lead back to the line before it, and is not known not to follow from that: write \\implies"
_INDEXED = re.compile(r"(\\?[A-Za-z]+)\s*_\s*(\{[^{}]{1,20}\}|\([^()]{1,20}\)|[A-Za-z0-9])")
_BINDERS = frozenset("sum prod int lim max min argmax argmin sup inf log nabla mathbb mathcal".split())
_LETTER = re.compile(r"[A-Za-z]")
_PLAIN_NAME = re.compile(r"(?:\\?[A-Za-z]+)(?:_(?:\{\w+\}|\w))?")
_CONSTANTS = frozenset(("c", "C", "const", "constant"))
_ARITHMETIC = frozenset(("add", "mul", "power", "number", "symbol", "pi", "gamma"))


@dataclass(frozen=True)
class Step:
    """A formula `now`, behind `link`, beside the one `before` it; `position` is that of the link in the line at `place`.

    `is_calculation`: the line says what a defined function is; `is_implication`: the line has a connective inside.
    """

    derivation: Derivation
    place: int
    position: int
    link: Link
    source: str
    before: Term
    now: Term
    is_chain: bool
    is_calculation: bool
    is_implication: bool


def doubt_of_step(step: Step) -> tuple[str, str] | None:
    """Why a step that is wrong may be meant otherwise, and a code for it; None if it may not."""
    reason = _is_solved(step)
    if reason:
        return reason, "chain"
    reason = _says_what_is(step)
    if reason:
        return reason, "chain"
    reason = _is_assumed(step)
    if reason:
        return reason, "fact"
    reason = _is_unrolled(step) or _is_assigned(step)
    if reason:
        return reason, "chain"
    return (FOLLOWS, "fact") if _may_follow(step) else None


def _is_unrolled(step: Step) -> str:
    """A name with an index that no line before has, or that is lost, where such names are tied: x_{t-2} behind x_{t-1}."""
    lines = step.derivation.lines
    earlier = [link.formula for line in lines[: step.place] for link in line]
    earlier += [link.formula for link in lines[step.place][: step.position]]
    known = {name for formula in earlier for name in _indexed_in(formula)}
    letters: dict[str, list[set[str]]] = {}
    for base, index in known:
        letters.setdefault(base, []).append({*_LETTER.findall(index)})
    is_recursion = any(not first.isdisjoint(second) for each in letters.values() for first, second in combinations(each, 2))
    now = _indexed_in(step.link.formula)
    lost = _indexed_in(step.source) - now if step.position == 0 and step.link.relation == "eq" else set()
    bases = {base for base, _ in now if any(letters.get(base, ()))}
    changed = sorted(base for base, _ in (now - known) | lost if base in bases)
    name = changed[0] if is_recursion and changed else ""
    return f"{name} with another index, which the equations for others may hold for as well" if name else ""


def _indexed_in(formula: str) -> set[tuple[str, str]]:
    """The names with indices of a formula, and their indices without spaces and braces."""
    names = _INDEXED.finditer(formula)
    return {(found[1], re.sub(r"[{}\s()]", "", found[2])) for found in names if found[1].lstrip("\\") not in _BINDERS}


def _is_assigned(step: Step) -> str:
    """Whether a line may give a new value to a name that a line above gave one: x = 5, x = x + 1."""
    given: set[str] = set()
    for line in step.derivation.lines[: step.place + 1]:
        head = line[0].formula.strip(" $&:")
        if len(line) > 1 and _PLAIN_NAME.fullmatch(head):
            speaks_of_itself = speaks_of(line[1].formula, (head,))
            if head in given and speaks_of_itself:
                return f"an equation that may give {head} a new value: write \\leftarrow"
            given |= set() if speaks_of_itself else {head}
    return ""


def _may_follow(step: Step) -> bool:
    """Whether a statement without a sign before it follows from the one above, or may do so, although it says less.

    A value for a name has to solve what stands above, and so have the solutions of the last line.
    """
    task = step.derivation.task
    if step.link.relation or task.relation or {kind_of(step.before), kind_of(step.now)} != {"statement"}:
        return False
    names = free_symbols(step.before)
    if len(names) == 1 and _has_solutions(step.derivation.lines[-1], names[0].name):
        return False
    found = decided(Question(make("implies", (step.before, step.now)), task.hypotheses), task).outcome
    if found != "undecided":
        return found == "correct"
    fails = fails_where_put_in(step.now, step.before, task.hypotheses, task.limits)
    return not fails and not is_no_root(step.now, step.before, task)


def _has_solutions(line: tuple[Link, ...], name: str) -> bool:
    """Whether a line says x = 3, x < 3 or 1 < x < 3."""
    return len(line) > 1 and any(canonical_name(link.formula.strip(" $&")) == name for link in line)


def _is_solved(step: Step) -> str:
    derivation, place, relation = step.derivation, step.place, step.link.relation
    is_alone = len(derivation.lines) == 1 and not derivation.task.references and step.is_chain and len(derivation.lines[0]) == 2
    if is_alone and relation == "eq" and step.before.op != "lambda" and _may_be_an_equation(derivation, step.before, step.now):
        return "an equation that may be one to be solved"
    if place == 0 and step.is_chain and relation == "eq" and _holds_for_what_is_asked(step):
        return "an equation that may be one to be solved"
    if step.is_calculation and may_be_solved(derivation, place, max(step.position, 1)):
        return "an equation that may be one to be solved"
    if step.is_calculation and not set(free_symbols(step.before)).issuperset(free_symbols(step.now)):
        return "it has a name on which what is derived may depend"
    if step.is_calculation and (name := _name_that_is_tied(step)):
        return f"{name} may depend on the variable, as another line speaks of it"
    if place < len(derivation.lines) - 1 and sets_to_zero(step.before, step.now):
        return "set to 0, or said to be 0"
    if not relation and may_be_solved_below(derivation, step.before, step.now):
        return "an equation that may be one to be solved"
    if step.position == 0 and relation == "eq" and is_solved_by_next(derivation, place, step.before, step.now):
        return "an equation that is solved below"
    return ""


def _holds_for_what_is_asked(step: Step) -> bool:
    """Whether a step to a number holds for the value that is asked for: c^2 = 3^2 + 4^2, of c = 5."""
    task = step.derivation.task
    names = {*free_symbols(step.before)}
    asked = [term for _, term in task.references if kind_of(term) == "statement" and names & {*free_symbols(term)}]
    if not names or free_symbols(step.now) or step.before.shape or not asked:
        return False
    question = Question(make("eq", (step.before, step.now)), (*task.hypotheses, *asked[:1]))
    return decided(question, task).outcome == "correct"


def _may_be_an_equation(derivation: Derivation, *sides: Term) -> bool:
    """Whether a line alone may be solved: 2x = 6, f'(x) = f(x); not (a + b)^2 = a^2 + b^2, nor what never holds."""
    task, has_value = derivation.task, any(not free_symbols(side) for side in sides) and any(map(free_symbols, sides))
    if has_value and not sides[0].shape and decided(Question(make("ne", sides), task.hypotheses), task).outcome == "correct":
        return False
    return has_value or any(contains(side, {"apply"}) for side in sides)


def _name_that_is_tied(step: Step) -> str:
    """A name that is lost in a derivative, and of which an equation without defined functions speaks: x + y = 10."""
    lost = {name.name for name in free_symbols(step.before)} - {name.name for name in free_symbols(step.now)}
    others = [links for place, links in enumerate(step.derivation.lines) if place != step.place and len(links) > 1]
    texts = ["=".join(link.formula for link in links) for links in others
             if not any(speaks_of_defined(step.derivation, link.formula) for link in links)]  # fmt: skip
    return next((name for name in sorted(lost) if any(speaks_of(text, (name, f"\\{name}")) for text in texts)), "")


def _says_what_is(step: Step) -> str:
    derivation, is_begun = step.derivation, step.is_chain and step.position == 1
    if is_begun and step.place and _defines(derivation, step.before, step.now):
        return "an equation for a name that is new"
    if step.link.relation == "eq" and _names_whole(derivation, step.before, step.now):
        return "a name of its own for what stands beside it"
    if is_begun and (name := _name_that_is_new(derivation, step.before)):
        return f"an equation that may say what {name} is, which is not declared"
    return _says_what_is_meant(derivation, step.place, step.link, step.source)


def _is_assumed(step: Step) -> str:
    if step.is_implication and step.position == 0 and not step.link.relation:
        return "a case, or an assumption of its own"
    if (step.link.relation or step.derivation.task.relation) in CONNECTIVES and _speaks_of_something_new(step.derivation):
        return "it speaks of what no line before it does, which the question may tie to it"
    if step.derivation.premised and step.position == 0 and step.link.relation:
        return "what stands behind an implication, and may hold under its premise"
    return ""


def may_put_in_values(step: Step) -> bool:
    """Whether a step may put numbers in for names, which the question gives."""
    references = [term for _, term in step.derivation.task.references]
    if puts_value_in(step.before, step.now, references, (step.source, step.link.formula)):
        return True
    is_first_of_line = step.position == 0 and step.link.relation == "eq" and not references
    return is_first_of_line and _may_be_a_value(step.derivation, step.before, step.now)


def _says_what_is_meant(derivation: Derivation, place: int, link: Link, source: str) -> str:
    """Why an equality that is wrong may say what something is: an unknown function, a density, a constant or a value; or ""."""
    if len(derivation.terms) < 2:
        return ""
    *earlier, before, now = derivation.terms
    task = derivation.task
    are_statements = link.relation in ("", *CONNECTIVES) and kind_of(before) == kind_of(now) == "statement"
    if are_statements and not _solves_for_constant(now) and (
        has_other_constants(before, now, task.declared, task.hypotheses, task.limits)
    ):
        return "equal up to its constants, which nobody declared"
    if link.relation != "eq":
        return ""
    names, known = {name.name for name in (*free_symbols(before), *free_symbols(now))}, derivation.task.vocabulary.symbols
    if before.op == "apply" and not derivation.lines[place][0].relation:
        return "an equation that may say what a function is"
    constants = names & (_CONSTANTS if derivation.label else _CONSTANTS - {"c"}) - known.keys()
    is_family = derivation.integrated is not None  # compared up to their constants
    if constants and not is_family and all(any(name.name in constants for name in free_symbols(term)) for term in (before, now)):
        return "equal up to a constant, which nobody declared"
    if has_kernels(derivation, place):
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


def _defines(derivation: Derivation, left: Term, right: Term) -> bool:
    """Whether a chain begins with a name that has not been spoken of: c^2 = a^2 + b^2 below a = 3, b = 4."""
    known = {name for term in derivation.terms[:-2] for name in free_symbols(term)} | {*free_symbols(right)}
    return not known.issuperset(free_symbols(left))


def _name_that_is_new(derivation: Derivation, left: Term) -> str:
    """An undeclared name of a left side that stands nowhere else, where others are declared: the w_(k+1) of w_(k+1) - w = ..."""
    task = derivation.task
    elsewhere = [term for term in derivation.terms if term is not left] + [asked for _, asked in task.references]
    others = {name.name for term in elsewhere for name in free_symbols(term)}
    known = {name for name in task.vocabulary.symbols if "+" not in name}  # nobody declares w_{k+1}
    new = [name.name for name in free_symbols(left) if name.name not in others and name.name not in known]
    return new[0] if new and known else ""


def _speaks_of_something_new(derivation: Derivation) -> bool:
    """Whether the last formula has a declared name that nothing before it has."""
    (*earlier, now), task = derivation.terms, derivation.task
    said = (*earlier, *task.hypotheses, *([task.start] if task.start is not None else []))
    known = {name for term in said for name in free_symbols(term)}
    return any(name not in known and name.name in task.vocabulary.symbols for name in free_symbols(now))


def _may_be_a_value(derivation: Derivation, before: Term, now: Term) -> bool:
    r"""Whether a number may be the value of a formula of arithmetic for some of its names: 0.3 \cdot 0.7/100 for p(1-p)/n."""
    task = derivation.task
    if free_symbols(now) or not free_symbols(before) or before.shape or derivation.facts:
        return False
    if not {part.op for part in postorder(before)} <= _ARITHMETIC:
        return False
    return decided(Question(make("ne", (before, now)), task.hypotheses), task).outcome != "correct"


def has_kernels(derivation: Derivation, place: int) -> bool:
    return any(link.relation == "propto" for links in derivation.lines[: place + 1] for link in links)
