"""A question, read once: what every answer to it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from verify.decide import can_be_met, decide
from verify.fuel import DEFAULT_LIMITS, Limits
from verify.grading.claims import claim_question
from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.comparison import Comparison
from verify.grading.comparing.form import FormReport, form_check
from verify.grading.comparing.modes import Mode, comparison_of, tolerance_of, up_to_a_constant, up_to_a_factor
from verify.grading.comparing.proportional import UpToAFactorIn
from verify.grading.lines.links import relation_named
from verify.grading.row import Reference, Required, Row, Rubric
from verify.grading.texts.asked import antiderivative, asked_by, is_open_interval
from verify.grading.texts.labels import label_of
from verify.grading.texts.notation import names_called
from verify.grading.texts.respellings import respellings, spells_brackets
from verify.grading.texts.same_names import is_drawn_alike, name_the_same
from verify.grading.texts.side_by_side import has_constraints, side_by_side
from verify.problem import InputError, Problem, reject
from verify.question import Question
from verify.read.formula import Vocabulary, vocabulary
from verify.read.latex.parser import is_latex
from verify.read.names import canonical_name, offer
from verify.read.set_notation import is_about_one_number
from verify.read.text import Reading
from verify.term import ONE, TWO, Shape, Term, contains, free_symbols, make, relation

_FUEL = 60_000  # of the order of two ends
_CONSTANTS = frozenset(("C", "c", "K", "k", "C_0", "C_1", "c_0", "c_1"))


@dataclass(frozen=True)
class Task:
    """The terms of a question.

    `closed`: only the names that it declares may occur in an answer.  `doubts`: what many would read differently in it;
    `groupings`: those of them that are tried by other texts for its one reference.
    `called`: undeclared names before brackets in the references.  `left_sides`: what stands left of what is asked for, as a text.
    `by_value`: the same for the right sides, if the references are all of the kind y = 2x, which may be answered by 2x.
    `asks_for_identity`: one of them holds everywhere, so that any true equation says as much.
     `compared`: what was found of the answers so far.
    `of_lines`: the answer has several formulas, of which each may have integrals without bounds.
    `is_latex`: what cannot be read otherwise is in LaTeX, as what stands beside it.
    `taken`: names of the vocabulary that formulas have, and nobody declared.
    `ignored`: the labels of mistakes that cannot be read.
    """

    vocabulary: Vocabulary
    references: tuple[tuple[Reference, Term], ...]
    hypotheses: tuple[Term, ...]
    mistakes: tuple[tuple[str, Term], ...]
    required: tuple[tuple[Required, Term], ...]
    start: Term | None
    mode: Mode
    tolerance: Fraction | None
    form: str
    rubric: Rubric | None
    relation: str
    points: float
    doubts: tuple[str, ...] = ()
    called: frozenset[str] = frozenset()
    left_sides: frozenset[str] = frozenset()
    by_value: Task | None = None
    asks_for_identity: bool = False
    groupings: tuple[str, ...] = ()
    closed: bool = False
    is_latex: bool = False
    of_lines: bool = False
    taken: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    limits: Limits = DEFAULT_LIMITS
    compared: dict[tuple[Term, tuple[Term, ...]], tuple[Reference, Term, Comparison]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def declared(self) -> Mapping[str, Term]:
        """The symbols of the vocabulary that somebody declared."""
        symbols = self.vocabulary.symbols
        return {name: term for name, term in symbols.items() if name not in self.taken} if self.taken else symbols

    @cached_property
    def respelled(self) -> tuple[tuple[str, Term], ...]:
        """The reference in other spellings, as far as they can be read, where there is one that is written out."""
        if len(self.references) != 1 or self.closed:
            return ()
        found: list[tuple[str, Term]] = []
        for text in respellings(self.references[0][0].formula):
            with suppress(InputError):
                found.append((text, self.vocabulary.read(text).term))
        return tuple(found)

    @property
    def constants(self) -> frozenset[str]:
        """The names that are constants of an answer where nobody declared them."""
        return _CONSTANTS if self.mode is up_to_a_constant else frozenset()

    @property
    def naming(self) -> frozenset[str]:
        """The relations behind a name of what is computed."""
        return _naming(self.mode, self.tolerance)

    def in_latex_as(self, *texts: str) -> Task:
        r"""The task for texts that are in LaTeX if they cannot be read otherwise, and one of them is: (1+xz)^2 beside \frac12."""
        return replace(self, is_latex=True) if any(map(is_latex, texts)) else self

    def is_left_side(self, formula: str) -> bool:
        """Whether a text is what stands left of what is asked for, or the same rate in another notation: y' for dy/dx."""
        if any(is_drawn_alike(formula, left) for left in self.left_sides):
            return True
        return any(_RATE.match(each) for each in (formula, *self.left_sides)) and any(
            name_the_same(left, formula) for left in self.left_sides
        )

    def names_another(self, formula: str) -> bool:
        """Whether a left side may name something else than the question does, if either is a name."""
        if not self.left_sides or any(name_the_same(left, formula) for left in self.left_sides):
            return False
        label = label_of(formula)
        are_rates = _RATE.match(formula) is not None and any(map(_RATE.match, self.left_sides))
        if label is None or not (are_rates or (label.is_plain and not label.argument and _is_new_letter(label.names))):
            return True
        return all(label_of(left) is not None or _speaks_of(left, label.names) for left in self.left_sides)

    def read(self, source: str) -> Reading:
        """The reading of an answer; raises InputError for one that cannot be read."""
        try:
            return self._as_written(source)
        except InputError:
            if not self.is_latex or self.vocabulary.syntax != "auto":
                raise
            latex = replace(self, vocabulary=replace(self.vocabulary, syntax="latex"))
            try:
                return latex._as_written(source)
            except InputError:
                pass
            raise

    def _as_written(self, source: str) -> Reading:
        shapes = {term.shape for _, term in self.references}
        asks_for_set = bool(self.references) and all(_is_set(term) for _, term in self.references)
        is_pair = asks_for_set and self.asks_for_pair()
        if is_pair:  # [a, b] and `a, b` may answer it as a point
            asks_for_set = _begins_with(source, "(", "{", r"\{")
        shape = shapes.pop() if len(shapes) == 1 else None
        may_be_interval = self.may_be_interval
        wanted = "set" if asks_for_set else "point" if shape and _is_fixed(shape) and not may_be_interval else ""
        try:
            return self.vocabulary.read(source, shape, wanted)
        except InputError:
            if may_be_interval and _begins_with(source, "["):
                return self.ends_of_interval(source)
            if is_pair and asks_for_set:  # (2/3, 1/3) is no interval
                return self.vocabulary.read(source, (TWO, ONE), "point")
            found = self.in_another_form(source)
            if found is None:
                raise
            return found

    def ends_of_interval(self, source: str) -> Reading:
        """[a, b] in LaTeX, read as the reference is: two numbers in this order are the same interval, and the same point."""
        found = self.vocabulary.read(source, wanted="set")
        is_closed = found.term.op == "interval" and found.term.value == (False, False)
        return replace(found, term=make("matrix", found.term.args, (2, 1))) if is_closed else found

    def in_another_form(self, source: str) -> Reading | None:
        """An integral where a constant is left open, statements side by side, (0, a) for 0 < x < a; None for any other text."""
        if self.mode is up_to_a_constant:
            return antiderivative(self.vocabulary, source)
        if gives_both_ends(source) and all(self.is_interval(term) for _, term in self.references):
            return self.vocabulary.read(source, wanted="set")
        if self.of_lines and (found := antiderivative(self.vocabulary, source)) is not None:
            return found
        if all(kind_of(term) == "statement" for _, term in self.references):
            of_constraints = all(has_constraints(term) for _, term in self.references)
            joined = side_by_side(source, self.vocabulary.read, of_constraints=of_constraints)
            if joined is not None:
                return joined
        asks_for_range = all(contains(term, {"lt", "le"}) and not contains(term, {"eq", "ne"}) for _, term in self.references)
        if not asks_for_range or not all(kind_of(term) == "statement" for _, term in self.references):
            return None
        try:
            found = self.vocabulary.read(source, wanted="set")
        except InputError:
            return None
        return found if found.term.op == "interval" else None

    @property
    def may_be_interval(self) -> bool:
        """Whether a reference is [a, b] as a point, which may be the closed interval."""
        return any(_is_pair_in_square_brackets(each.formula, term) for each, term in self.references)

    def is_interval(self, reference: Term) -> bool:
        """Whether a reference is an interval, or [a, b] with a < b as a point."""
        if reference.op == "interval":
            return True
        if reference.shape != (TWO, ONE) or reference.op != "matrix" or not self.may_be_interval:
            return False
        return decide(Question(relation("lt", *reference.args), self.hypotheses), self.limits.at_most(_FUEL)).truth == "proved"

    def as_asked(self, asked: Reference, reference: Term, submitted: Term, source: str) -> Term:
        """(a, b) as a point where the answer is one; [a, b] as the closed interval where that is a range, or a set."""
        is_range = kind_of(submitted) == "statement" or (kind_of(submitted) == "set" and submitted.op != "finite_set")
        if reference.op == "matrix" and is_range and self.is_interval(reference):
            return make("interval", reference.args, (False, False))
        is_turned = reference.op == "matrix" and ONE in reference.shape and submitted.shape == reference.shape[::-1]
        if is_turned and reference.shape != submitted.shape and _is_list(asked.formula):
            return make("matrix", reference.args, reference.value[::-1])  # (2x, 2y) as a row
        is_point = submitted.op == "matrix" and 2 in submitted.value and ("\\begin" in source or _begins_with(source, "("))
        return make("matrix", reference.args, submitted.value) if is_open_interval(reference) and is_point else reference

    def asks_for_pair(self) -> bool:
        """Whether a reference is (a, b), which may be a point of the plane where it is no interval."""
        return any(is_open_interval(term) and not contains(term, {"infinity"}) for _, term in self.references)

    def with_macros_of(self, source: str) -> tuple[Task, str]:
        """The task with the macros that an answer defines at its beginning, and the answer without them; raises InputError."""
        macros, start = self.vocabulary.macros.of_source(source)
        if not start:
            return self, source
        return replace(self, vocabulary=replace(self.vocabulary, macros=macros)), source[start:]

    def with_fuel(self, fuel: int) -> Task:
        """The task with at most so much work for a comparison."""
        by_value = None if self.by_value is None else self.by_value.with_fuel(fuel)
        return replace(self, limits=self.limits.at_most(fuel), by_value=by_value, compared={})

    def check_names(self, term: Term, source: str) -> None:
        """Raises InputError if the question is closed and does not have a name of the answer."""
        if not self.closed:
            return
        known = self.vocabulary.symbols
        for each in free_symbols(term):
            if each.name not in known:
                help = offer(each.name, known) or f"the names of the question are {', '.join(known)}"
                raise InputError(Problem("unknown-name", f"{each.name}, which the question does not have", "", help, source))

    def form_of(self, submitted: Term, reference: Term) -> FormReport | None:
        return form_check(self.form)(submitted, reference) if self.form else None


def _naming(mode: Mode, tolerance: Fraction | None) -> frozenset[str]:
    """p = 2/3, p ≈ 0.667 within a tolerance, p ∝ x up to a factor."""
    is_factor = mode is up_to_a_factor or isinstance(mode, UpToAFactorIn)
    return frozenset(("eq", *["approx"][: tolerance is not None], *["propto"][: is_factor]))


_RATE = re.compile(r"[\s${]*(?:\\nabla|∇|grad|\\[dt]?frac\s*\{\s*(?:d|\\partial|\\mathrm\{d\})|(?:d|∂)[^=]{0,12}/\s*(?:d|∂))")


def _is_new_letter(names: tuple[str, ...]) -> bool:
    """Whether a name may be that of any result: I = 4 for an integral, y = 4; x_0, m and lambda are names of something."""
    return len(names) == 1 and (names[0] in ("y", "z") or (len(names[0]) == 1 and names[0].isupper()))


def _speaks_of(left: str, names: Iterable[str]) -> bool:
    r"""Whether a left side such as \det A is of something by one of the names."""
    return any(re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", left) for name in names)


def _begins_with(source: str, *brackets: str) -> bool:
    return source.replace(r"\left", "").lstrip(" $").startswith(brackets)


def _is_list(formula: str) -> bool:
    """(a, b) or [a, b], which is a row as well as a column."""
    value = formula.rpartition("=")[2].replace(" ", "")
    return "\\begin" not in formula and _begins_with(value, "(", "[") and not _begins_with(value, "[[")


def gives_both_ends(source: str) -> bool:
    """Whether a text has a ±, as 5 ± 2 for (3, 7)."""
    return "±" in source or r"\pm" in source


def _is_pair_in_square_brackets(formula: str, term: Term) -> bool:
    """[a, b], which may be the closed interval: (a, b) is no answer to it."""
    return term.shape == (TWO, ONE) and _begins_with(formula, "[") and not _begins_with(formula.replace(" ", ""), "[[")


def _is_fixed(shape: Shape) -> bool:
    return ONE in shape and all(size.op == "number" for size in shape)


def _is_set(term: Term) -> bool:
    """Whether an answer to this reference may be written as a set: a set, or a statement about one number."""
    kind = kind_of(term)
    return kind == "set" or (kind == "statement" and is_about_one_number(term))


_RELATIONS = ("=", "<", "<=", ">", ">=", "iff", "implies", "propto", "approx")  # and all signs of the same
_WORDS = ("propto", "approx")


def _relation_of(word: str) -> str:
    if not word or word in _WORDS:
        return word
    found = relation_named(word)
    if not found:
        raise reject("malformed-row", f"the relation {word!r}"[:80], help=", ".join(_RELATIONS))
    return found


def task_of(row: Row, limits: Limits = DEFAULT_LIMITS) -> Task:
    """The task of a row.  Raises InputError for a reference, symbol, definition, claim, mode or form that cannot be read."""
    if row.claim and row.references:
        raise reject("malformed-row", "a claim and a reference", help="one of the two")
    # What the question says may be in LaTeX also where the answers have to be text.
    words = vocabulary(row.symbols, row.definitions, "auto" if row.syntax == "text" else row.syntax, row.macros)
    assumed = [words.read(each) for each in row.assuming]
    hypotheses = (*words.conditions, *(each.term for each in assumed))
    mistakes = tuple(_readable_mistakes(row, words))
    ignored = row.mistakes.keys() - dict(mistakes)
    is_plain = row.mode.strip().lower() == "equal"  # an interval has no multiples
    mode, tolerance = comparison_of(row.mode), tolerance_of(row.mode)
    naming = _naming(mode, tolerance)
    asked_for = [asked_by(each.formula, words, hypotheses, naming, is_plain, limits) for each in row.references]
    references = tuple((each, found.reading.term) for each, found in zip(row.references, asked_for, strict=True))
    if any(term.op == "lambda" for _, term in references) and not is_plain and mode is not up_to_a_constant:
        raise reject("malformed-row", f"an integral without bounds in the mode {row.mode!r}"[:80], help="up to a constant")
    if row.claim:
        asked = claim_question(row.claim, row.part)
        words = replace(words, symbols={**asked.names, **words.symbols})
        references = ((Reference(row.claim), asked.answer),)
        hypotheses, mistakes = (*asked.hypotheses, *hypotheses), (*asked.mistakes, *mistakes)
    if hypotheses and not can_be_met(hypotheses, limits):
        raise reject("about-nothing", "assumptions that no point was found to meet", help="weaken the assumptions")
    required = row.rubric.required if row.rubric is not None else ()
    steps = [words.read(each.formula) for each in required]
    start = words.read(row.start) if row.start else None
    if row.form:
        form_check(row.form)
    readings = [each.reading for each in asked_for]
    task = Task(
        replace(words, syntax=row.syntax), references, hypotheses, mistakes,
        required=tuple((each, reading.term) for each, reading in zip(required, steps, strict=True)),
        start=start.term if start is not None else None,
        mode=mode, tolerance=tolerance, form=row.form,
        rubric=row.rubric, relation=_relation_of(row.relation), points=row.points,
        doubts=_doubts(words, (*assumed, *readings, *steps, *filter(None, (start,)))), called=names_called(*readings),
        groupings=readings[0].groupings if len(readings) == 1 and spells_brackets(row.references[0].formula) else (),
        left_sides=frozenset(each.left for each in asked_for if each.left),
        closed=bool(row.claim), limits=limits, taken=frozenset(map(canonical_name, row.taken)) - row.declared,
        ignored=tuple(label for label in row.mistakes if label in ignored),
    )  # fmt: skip
    values = [(each, found.value) for each, found in zip(row.references, asked_for, strict=True) if found.value is not None]
    if not values or len(values) < len(references):
        return task
    is_identity = any(each.is_identity for each in asked_for)
    return replace(task, by_value=replace(task, references=tuple(values), compared={}), asks_for_identity=is_identity)


def _readable_mistakes(row: Row, words: Vocabulary) -> Iterator[tuple[str, Term]]:
    """The mistakes by their labels; one that cannot be read, or has no value as its sizes do not fit, is nobody's answer."""
    for label, formula in row.mistakes.items():
        with suppress(InputError):
            yield label, words.read(formula).term


def _doubts(words: Vocabulary, readings: Iterable[Reading]) -> tuple[str, ...]:
    """What is doubtful about the readings of a question and about its definitions."""
    sources = (*(each.doubts for each in words.definitions), *(each.doubts for each in readings))
    return tuple(dict.fromkeys(doubt for doubts in sources for doubt in doubts))


def undeclared_words(reading: Reading) -> tuple[str, ...]:
    """What is assumed of the names that nobody declared, in words."""
    return tuple(f"{name} is not declared, and taken for a real number" for name in reading.undeclared)
