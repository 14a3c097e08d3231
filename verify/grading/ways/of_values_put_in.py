r"""Derivations in which values are put into a formula on the way.

    z = \frac{\bar x-\mu_0}{\sigma/\sqrt n}      f(x) = x^2
    = \frac{52-50}{10/\sqrt{100}}               x_1 = x_0 - \eta f'(x_0)
    = 2                                         x_1 = 1 - 0.2 \cdot 2

Which values are given only the question knows.  Where the same values for the names make the formula what stands below it, and
the numbers from there on are right and end with what was asked for, nothing in the derivation is known to be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, starmap

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import Link, lines_of, links_of
from verify.grading.result import Result, not_known
from verify.grading.row import Reference, Row
from verify.grading.submission import Submission
from verify.grading.texts.labels import label_of, plain_text
from verify.grading.texts.numbers import number_of
from verify.grading.texts.put_in import Name, PutIn, names_of, put_in
from verify.grading.texts.side_by_side import equations_side_by_side
from verify.grading.ways.beside_words import among
from verify.problem import InputError
from verify.read.names import canonical_name

_SIGNS = {"eq": "=", "approx": r"\approx"}
_MOST_LINES = 30
_MANY = 3  # names, of which nobody solves an equation for one
_PUT_IN = "a formula into which values are put"


@dataclass(frozen=True)
class _Numbers:
    """Lines without the formulas into which numbers are put; `places` are those of the lines, `labels` what is computed there."""

    lines: tuple[str, ...]
    places: tuple[int, ...]
    found: tuple[PutIn, ...] = ()
    labels: tuple[str, ...] = ()


def by_values_put_in(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result of the numbers alone, for what is left open; right only if the formula has them for some values of its names."""
    row = question.written
    if question.depth or found.verdict == "wrong" or row.has_more_formulas or row.relation or not asks_for_number(row):
        return None
    written = lines_of(submission.texts[0]) if submission.is_one else submission.texts
    apart = [(place, piece) for place, line in enumerate(written) for piece in equations_side_by_side(line)]
    read = _without_formulas(_Numbers(tuple(text for _, text in apart), tuple(place for place, _ in apart)))
    if found.verdict == "correct" and any(starmap(_is_put_in_otherwise, pairwise(text for _, text in apart))):
        return not_known(found, "other numbers than those of the formula before them, for any values of its names")
    if read is None:
        return None
    begin = _end_of_givens(read)
    one_line = submission.is_one and len(read.lines) == 1
    other = Submission(read.lines[begin:], submission.name, is_one=one_line).graded_as(question, row)
    if other is None or other.verdict not in ("correct", "wrong"):
        return None
    if other.verdict == "wrong" and (found.verdict == "correct" or (len(apart) > len(written) and not begin)):
        return None
    if other.verdict == "wrong" and not all(_is_computed(row, *each) for each in zip(read.found, read.labels, strict=True)):
        return None
    if other.verdict == "correct" and not (_may_be_given(question, read) and _are_right(question, read, begin)):
        return None
    values = dict.fromkeys(f"{value} is put in for {name.text}" for each in read.found for name, value in each.values.items())
    other = other if one_line else among(other, read.places[begin:], len(written), _PUT_IN)
    return replace(other, choices=(*other.choices, *values))


def _is_put_in_otherwise(line: str, below: str) -> bool:
    """Whether a line says numbers for what the line before says by a formula, into which they are not put."""
    links, numbers = links_of(line), links_of(below)
    if len(links) < 2 or len(numbers) < 2 or plain_text(links[0].formula) != plain_text(numbers[0].formula):
        return False
    formula, first = links[-1].formula, numbers[1].formula
    if links[-1].relation != "eq" or numbers[1].relation != "eq" or not names_of(formula) or names_of(first):
        return False
    roots = [text.lstrip().startswith(r"\sqrt") for text in (formula, first)]
    is_of_other_kind = _is_sum(formula) != _is_sum(first) or roots[0] != roots[1]
    return is_of_other_kind and number_of(first) is None and put_in(formula, first) is None


def _is_sum(formula: str) -> bool:
    """Whether plus or minus signs stand between terms outside of all brackets."""
    depth = 0
    for place, character in enumerate(formula):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character in "+-" and formula[:place].strip():
            return True
    return False


def _end_of_givens(read: _Numbers) -> int:
    """How many lines at the beginning only say what functions and values are, f(x) = x^2 and x_0 = 1, and no other line does."""
    places = (place for place, line in enumerate(read.lines) if not (_function_in(line) or _value_in(line)))
    begin = next(places, 0)
    functions = {head.function for line in read.lines[:begin] if (head := _function_in(line)) is not None}
    rest = [name for line in read.lines[begin:] for link in links_of(line) for name in names_of(link.formula)]
    return 0 if any(name.function in functions for name in rest) else begin


def _function_in(line: str) -> Name | None:
    """The value of a function that a line says: f(x), of f(x) = x^2."""
    links = links_of(line)
    names = [*names_of(links[0].formula)]
    is_equation = len(links) == 2 and not links[0].relation and links[1].relation == "eq" and len(names) == 1
    return names[0] if is_equation and names[0].argument and names[0].text == _drawn(links[0].formula) else None


def _value_in(line: str) -> Name | None:
    """The name of which a line says that it is a number."""
    links = links_of(line)
    names = [*names_of(links[0].formula)]
    is_equation = len(links) == 2 and not links[0].relation and links[1].relation == "eq"
    is_name = is_equation and len(names) == 1 and not names[0].argument and label_of(links[0].formula) is not None
    return names[0] if is_name and number_of(links[1].formula) is not None else None


def _drawn(formula: str) -> str:
    return "".join(formula.replace(r"\left", "").replace(r"\right", "").strip(" $&").split())


def _are_right(question: AskedQuestion, read: _Numbers, begin: int) -> bool:
    """Whether the lines about functions are right among themselves, and the values are those of names that are put in."""
    functions = tuple(line for line in read.lines[:begin] if _function_in(line))
    known = {name for each in read.found for name in each.values}
    values = [_value_in(line) for line in read.lines[:begin] if line not in functions]
    heads = [head for line in functions if (head := _function_in(line)) is not None]
    declared = {canonical_name(name.partition("(")[0]) for name in question.written.symbols}
    if not all(value in known for value in values) or any(canonical_name(head.function) in declared for head in heads):
        return False
    if len(functions) < 2:
        return all(not head.primes for head in heads)
    row = replace(question.written, references=())
    other = Submission(functions, "", is_one=False).graded_as(question, row)
    return other is not None and other.verdict == "correct" and not heads[0].primes


def _is_computed(row: Row, numbers: PutIn, label: str) -> bool:
    """Whether a formula is what is asked for, and no equation, c^2 = a^2 + b^2 or x = 2y, that may be solved for another name."""
    asked = links_of(row.references[0].formula)
    if len(asked) > 1:
        return plain_text(asked[0].formula) == plain_text(label)
    known = label_of(label) if label else None
    return len(numbers.values) >= _MANY and (known is None or not known.is_changed)


def asks_for_number(row: Row) -> bool:
    """Whether the only reference is a number, or says the value of a name."""
    if len(row.references) != 1:
        return False
    links = links_of(row.references[0].formula)
    is_plain = len(links) == 1 or (len(links) == 2 and links[1].relation == "eq")
    return is_plain and not names_of(links[-1].formula)


def _without_formulas(read: _Numbers) -> _Numbers | None:
    """The lines without the formulas into which the next formula puts numbers; None if there is none."""
    place, count = 0, len(read.lines)
    while place < len(read.lines) and count <= _MOST_LINES:
        fewer = _without_formula(read, place)
        place, read = (place + 1, read) if fewer is None else (place, fewer)
    return read if read.found else None


def _without_formula(read: _Numbers, place: int) -> _Numbers | None:
    """The lines without the formula that a line begins with, if numbers are put into it there or in the next line."""
    links = links_of(read.lines[place])
    below = links_of(read.lines[place + 1]) if place + 1 < len(read.lines) else ()
    if links[0].relation:
        return None
    for position in (1,) if len(links) > 1 and label_of(links[0].formula) is not None else (0,):
        head, behind = links[:position], links[position + 1 :]
        if position and links[position].relation != "eq":
            return None
        is_said_again = bool(head) and len(below) > 1 and not below[0].relation and (
            plain_text(below[0].formula) == plain_text(head[0].formula)
        )
        below_it = () if behind else below[is_said_again:]
        following = behind or below_it
        if not following or following[0].relation != "eq":
            continue
        numbers = put_in(links[position].formula, following[0].formula)
        if numbers is None:
            continue
        first = following[0] if head else Link("", following[0].formula)
        text = _text((*head, first, *following[1:]))
        if text is None:
            return None
        end = place + 1 + bool(below_it)
        kept = read.places[end - 1]
        label = head[0].formula if head else ""
        return replace(
            read, lines=(*read.lines[:place], text, *read.lines[end:]), places=(*read.places[:place], kept, *read.places[end:]),
            found=(*read.found, numbers), labels=(*read.labels, label),
        )  # fmt: skip
    return None


def _text(links: Sequence[Link]) -> str | None:
    """A line of these formulas."""
    if any(link.relation not in ("", *_SIGNS) for link in links):
        return None
    return " ".join(f"{_SIGNS.get(link.relation, '')} {link.formula}".strip() for link in links)


def _may_be_given(question: AskedQuestion, read: _Numbers) -> bool:
    """Whether the values that are put in may be those that the question gives, as far as it and the lines speak of them."""
    values: dict[Name, str] = {}
    for each, label in zip(read.found, read.labels, strict=True):
        if any(values.setdefault(name, value) != value for name, value in each.values.items()):
            return False
        if any(_is_about(name, other) for name in each.values for other in names_of(label)):
            return False
        if not _is_equal(question, each.numbers, each.with_values):
            return False
    return all(
        _is_in_domain(question.written, name, value) and (
            _is_value_of_function(question, read, name, values) if name.argument else _is_said_nowhere(read.lines, name, value)
        )
        for name, value in values.items()
    )  # fmt: skip


def _is_about(name: Name, label: Name) -> bool:
    """Whether a name is the one that is computed, or a value of a function there: f'(x_1), for x_1."""
    return name == label or ("(" in name.text and label.text in name.text)


def _is_equal(question: AskedQuestion, one: str, other: str, definitions: Mapping[str, str] | None = None) -> bool:
    """Whether two formulas of numbers are equal."""
    row = Row("", (Reference(one),), submitted=other, definitions=definitions or {}, syntax=question.written.syntax)
    try:
        return question.asking(row).grade_as_written(other, "").verdict == "correct"
    except InputError:
        return False


def _is_in_domain(row: Row, name: Name, value: str) -> bool:
    """Whether a value is one of those that a name is declared to have; plain numbers only of more than real ones."""
    declared = {canonical_name(each): words for each, words in row.symbols.items() if each not in row.taken}
    words = declared.get(canonical_name(name.text), "real").lower().split()
    if words == ["real"]:
        return True
    is_whole = value.isdigit() and int(value) > 0
    if words in (["integer"], ["positive", "integer"], ["natural"], ["natural", "number"]):
        return is_whole
    number = number_of(value)
    return words in (["positive"], ["nonnegative"], ["nonzero"]) and number is not None and number > 0


def _is_said_nowhere(lines: Sequence[str], name: Name, value: str) -> bool:
    """Whether no line speaks of a name, but for those that say that it has this value."""
    label = ""
    said: list[bool] = []
    for line in lines:
        links = links_of(line)
        label = label if links[0].relation else links[0].formula.strip(" $&")
        is_about_it = names_of(label) == {name} and label_of(label) is not None
        others = links if links[0].relation or not is_about_it else links[1:]
        if any(name in names_of(link.formula) for link in others) and not _is_argument(links, name):
            return False
        said += [number_of(link.formula) == number_of(value) for link in others] if is_about_it else []
    return not said or any(said)


def _is_argument(links: Sequence[Link], name: Name) -> bool:
    """Whether a line defines a function of a name: f(x) = x^2 says nothing of an x elsewhere."""
    (head, *others) = names_of(links[0].formula) or {Name("")}
    return not others and head.argument == name.text and len(links) == 2


def _is_value_of_function(question: AskedQuestion, read: _Numbers, call: Name, values: Mapping[Name, str]) -> bool:
    r"""Whether f'(x_0) may have a value: that of what lines say that f is, at the value of x_0, if any line speaks of f."""
    spoken = {name.function for line in read.lines for link in links_of(line) for name in names_of(link.formula)}
    if call.function not in spoken:
        return True
    place = next((value for name, value in values.items() if name.text == call.argument), None)
    heads = [(head, links_of(line)[1].formula) for line in read.lines if (head := _function_in(line)) is not None]
    known = [(head, body) for head, body in heads if head.function == call.function and head.primes <= call.primes]
    return place is not None and bool(known) and all(
        _is_equal(
            question, values[call], f"{head.function}{chr(39) * (call.primes - head.primes)}({place})",
            {f"{head.function}({head.argument})": body},
        )
        for head, body in known
    )  # fmt: skip
