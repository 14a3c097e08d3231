r"""Answers of several values: each is graded by itself, by its name, its place, or as one of a set.

    x = \frac13, y = \frac23        (x, y) = (\frac13, \frac23)        (\frac13, \frac23)
    \lambda_1 = 3, \lambda_2 = -1   \lambda \in \{-1, 3\}              3, -1
    \{(0, 0), (1, 1)\}              (1, 1) and (0, 0)                  L = [..], U = [..]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from verify.grading.lines.links import links_of
from verify.grading.result import GradeVerdict
from verify.grading.texts.labels import label_of, plain_text
from verify.grading.texts.presentation import plain_answer, without_delimiters
from verify.read.names import canonical_name

_STATISTIC = re.compile(  # \mathbb{E}[X], Var(X)
    r"\s*\\?(?:(?:mathbb|mathrm|operatorname|text)\s*\{\s*)?(?:E|Var|Cov|SD|Corr)\s*\}?\s*(?:\\left\s*)?[\[(][^\[\]()]*[\])]\s*"
)
_LONGEST = 2_000
_MOST = 12  # values
_SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))"
_JOIN = re.compile(
    rf"{_SPACE}*(?<!\\)[,;]{_SPACE}*(?:and{_SPACE}|\\text\s*\{{\s*and\s*\}})?{_SPACE}*|{_SPACE}+and{_SPACE}+|"
    rf"{_SPACE}*\\(?:text|mathrm)\s*\{{\s*and\s*\}}{_SPACE}*"
)
_SEMICOLON, _DECIMALS_AND_BAR = re.compile(r"\s*;\s*"), re.compile(r"[0-9],[0-9]+\s*\|\s*-?[0-9]")
_OR = re.compile(rf"{_SPACE}+or{_SPACE}+|{_SPACE}*\\(?:text|mathrm)\s*\{{\s*or\s*\}}{_SPACE}*|\\lor(?![A-Za-z])|∨")
_OTHER_RELATION = re.compile(r"≠|!=|∈|∉|\\(?:neq?|in|notin|sim)(?![A-Za-z])|(?<![A-Za-z])in(?![A-Za-z])")
_SIZES = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])\s*")
_SET = re.compile(rf"\A(?:\\\{{|\{{){_SPACE}*(?P<inside>.*?){_SPACE}*(?:\\\}}|\}})\Z", re.DOTALL)
_OF_NAME = re.compile(
    r"\A(?P<name>\([^=<>(){}]{1,40}\)|[^=<>∈{}()]{1,40}?(?:\{[^{}]*\})?)\s*(?:\\in(?![A-Za-z])|∈|=)\s*(?=\\\{|\{)"
)
_BOTH_SIGNS = re.compile(r"\\(?:pm|mp)(?![A-Za-z])|±|∓|\+/-")
_IN_ANGLES = re.compile(  # a column, where an inner product has two arrays
    r"\A\\langle(?![A-Za-z])((?:[^,\\]|\\(?!rangle))+(?:,(?:[^,\\]|\\(?!rangle))+){2,}|[-0-9./\s]+,[-0-9./\s]+)\\rangle\Z"
)
_OPENS, _CLOSES = "([{", ")]}"

_ROOTS = frozenset(("lambda", "x", "y", "z", "r", "s", "t", "sigma"))

Grade = Callable[[int, str], GradeVerdict]  # the verdict on a text as the answer for one of the values that are asked for


@dataclass(frozen=True)
class Several:
    r"""The texts of several values, with their names or none, and whether their order counts."""

    values: tuple[str, ...]
    names: tuple[str, ...] = ()
    is_ordered: bool = False
    common_name: str = ""  # x for x = 1, x = 2, and for x in {1, 2}
    has_signs: bool = False  # the values of a \pm b, the upper sign first

    @property
    def has_one_letter(self) -> bool:
        """Whether the names are x_1, x_2 ..., which stand for the values of one thing."""
        return bool(self.names) and len({name.partition("_")[0].rstrip("0123456789'") for name in self.names}) == 1

    @property
    def thing(self) -> str:
        """The x of x = 1, x = 2, and of x_1 = 1, x_2 = 2; "" where the values have no such name."""
        return self.names[0].partition("_")[0].rstrip("0123456789'") if self.are_values_of_one else self.common_name

    @property
    def are_values_of_one(self) -> bool:
        """Whether the names are x_1, x_2 ... of roots, eigenvalues or singular values, whose order is nobody's."""
        head = self.names[0].partition("_")[0].rstrip("0123456789'") if self.has_one_letter else ""
        numbers = [name.removeprefix(head).lstrip("_") for name in self.names]
        return head in _ROOTS and numbers == [str(place) for place in range(1, len(numbers) + 1)]


def joined_values(formula: str) -> str:
    """x = 1 and y = 2, for x = 1, y = 2, values of different things; "" for any other text."""
    several = several_of(formula)
    if several is None or not several.names or several.has_one_letter:
        return ""
    pieces = _split(_SIZES.sub("", without_delimiters(plain_answer(formula))).strip(), _JOIN)
    conjunction = r" \text{ and } " if "\\" in formula else " and "
    return conjunction.join(pieces) if len(pieces) == len(several.names) else ""


def several_of(source: str) -> Several | None:
    """The values in a text, or None for a text of one."""
    if len(source) > _LONGEST:
        return None
    text = _SIZES.sub("", without_delimiters(plain_answer(source))).strip()
    text = _IN_ANGLES.sub(r"(\1)", text)
    named = _OF_NAME.match(text)
    is_set = _SET.match(text[named.end() :] if named is not None else text)
    if is_set is not None and _is_closed(is_set["inside"]):
        values = _split_inside(is_set["inside"])
        of = None if named is None else _name_of_set(named["name"].strip())
        if (named is not None and of is None) or not 2 <= len(values) <= _MOST:
            return None
        return Several(values, common_name=of or "")
    tuples = [_inside_of_tuple(link.formula) for link in links_of(text)]
    relations = [link.relation for link in links_of(text)]
    if relations == [""] and tuples[0] is not None:
        values = _split_inside(tuples[0])
        return Several(values, is_ordered=True) if 2 <= len(values) <= _MOST else None
    if relations == ["", "eq"] and None not in tuples:
        names, values = (_split_inside(inside or "") for inside in tuples)
        return _named(names, values)
    pieces = _split(text, _JOIN)
    alternatives = _split(text, _OR)
    if len(alternatives) > 1:
        pieces = alternatives if len(pieces) == 1 else ()
    if len(pieces) == 1:
        return _of_both_signs(text)
    if not 2 <= len(pieces) <= _MOST:
        return None
    links = [links_of(piece) for piece in pieces]
    if any(_OTHER_RELATION.search(piece) for piece in pieces):
        return None
    if all(len(each) == 1 for each in links):
        return Several(pieces)
    if any(len(each) != 2 or each[0].relation or each[1].relation != "eq" for each in links):
        return None
    found = _named(tuple(each[0].formula for each in links), tuple(each[1].formula for each in links))
    return found if found is None or len(alternatives) == 1 or found.has_one_letter or not found.names else None


def _of_both_signs(text: str) -> Several | None:
    r"""a + b and a - b, of a \pm b, x = a \pm b and x_{1,2} = a \pm b."""
    links = links_of(text)
    signs = [*_BOTH_SIGNS.finditer(links[-1].formula)]
    if len(signs) != 1 or len(links) > 2 or links[-1].relation not in ("", "eq"):
        return None
    label = label_of(links[0].formula) if len(links) == 2 else None
    if len(links) == 2 and (label is None or not label.is_plain or not label.is_certain or len(label.names) > 1):
        return None
    values = tuple(_BOTH_SIGNS.sub(f" {sign} ", links[-1].formula) for sign in "+-")
    return Several(values, common_name="" if label is None else _plain(canonical_name(label.names[0])), has_signs=True)


def _named(labels: Sequence[str], values: Sequence[str]) -> Several | None:
    found = [label_of(label) for label in labels]
    if len(labels) != len(values) or not 2 <= len(values) <= _MOST:
        return None
    if all(map(_STATISTIC.fullmatch, labels)) and len(set(map(plain_text, labels))) == len(labels):
        return Several(tuple(values), tuple(map(plain_text, labels)), is_ordered=True)
    if any(label is None or not label.is_plain or not label.is_certain for label in found):
        return None
    written = [tuple(map(canonical_name, label.names)) for label in found if label is not None]
    names = tuple(", ".join(map(_plain, each)) for each in written)
    if len(set(names)) < len(set(written)):
        return None  # x and x^*
    if len(set(names)) == 1:  # x = 1, x = 2
        return Several(tuple(values), common_name=names[0])
    return Several(tuple(values), names, is_ordered=True) if len(set(names)) == len(names) else None


def _name_of_set(left: str) -> str | None:
    """The name of what is in a set, x or (x, y), or that of the set, L; None for 2x, -x, |A|, or `x not` in front of it."""
    inside = _inside_of_tuple(left)
    labels = [label_of(each) for each in (_split_inside(inside) if inside is not None else (left,))]
    if not labels or any(label is None or not label.is_plain or not label.is_certain for label in labels):
        return None
    return ", ".join(_plain(canonical_name(name)) for label in labels if label is not None for name in label.names)


def speak_of_each_other(values: Several) -> bool:
    """Whether a value has one of the names: a = 3, b = a + 1."""
    names = {name.partition("_")[0] for name in values.names}
    return any(re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", value) for name in names for value in values.values)


def _plain(name: str) -> str:
    r"""x for x^* and \hat x, which are values of x."""
    return name.removesuffix("_star").removesuffix("_hat").removesuffix("_opt")


def compared(asked: Several, answered: Several, grade: Grade, declared: Collection[str] = ()) -> GradeVerdict:
    """The verdict on several values: wrong only if one is certainly missing, or certainly not asked for.

    `declared` names stand for themselves: x_1 and x_2 are then not the roots of something in any order.
    """
    if asked.names and answered.names and set(asked.names) != set(answered.names) and not _are_numbered(asked, answered):
        return "undecided"
    if _are_of_other_things(asked.thing, answered.thing):
        return "undecided"
    if asked.names and not answered.is_ordered and not {*asked.names}.isdisjoint(declared):
        return "undecided"
    if asked.names and answered.names and set(asked.names) == set(answered.names):
        return _in_order(asked, answered, [answered.names.index(name) for name in asked.names], grade)
    if len(asked.values) == len(answered.values) and asked.is_ordered and answered.is_ordered:
        places, is_known = _places(asked.names, answered.names, len(asked.values))
        found = _in_order(asked, answered, places, grade)
        return found if is_known or found == "wrong" else "undecided"
    if asked.is_ordered and answered.is_ordered and not (asked.names or answered.names):  # (1, 2) and (2, 1, 1)
        return "wrong" if _as_set(asked, answered, grade) == "wrong" else "undecided"
    if any(one.is_ordered and not one.names and not other.is_ordered for one, other in ((asked, answered), (answered, asked))):
        return "undecided"  # (1, 2) for 1 or 2
    if any(each.names and not each.are_values_of_one for each in (asked, answered)):
        return "undecided"
    if asked.has_signs and answered.has_signs:  # 1/(1 \pm x) is (1 \mp x)/(1 - x^2), sign by sign
        found = _in_order(asked, answered, [0, 1], grade)
        return found if found != "wrong" or _as_set(asked, answered, grade) == "wrong" else "undecided"
    return _as_set(asked, answered, grade)


def is_set(asked: Several, answered: Several) -> bool:
    """Whether the values of both sides have no names of their own, and no order."""
    return not (asked.names or answered.names or asked.is_ordered or answered.is_ordered) and not _are_of_other_things(
        asked.thing, answered.thing
    )


def _are_of_other_things(asked: str, answered: str) -> bool:
    """Whether values are said to be those of another name; L = {1, 2} is the set."""
    names = {asked, answered}
    return len(names) == 2 and not names & {"", "L", "S", "mathcal{L}", "mathbb{L}"}


def _are_numbered(asked: Several, answered: Several) -> bool:
    """Whether the names are x_2, x_1 and x_1, x_2: the values of one thing, in any order."""
    heads = {each.names[0].partition("_")[0] for each in (asked, answered)}
    return asked.are_values_of_one and answered.are_values_of_one and len(heads) == 1


def _places(asked: Sequence[str], answered: Sequence[str], count: int) -> tuple[list[int], bool]:
    """For each value that is asked for the place of the answer, where one side has no names: x, y, z are in this order in a
    tuple, and so are others that are named in the order of the alphabet; of b, w in a tuple (w, b) nothing is known."""
    names = asked or answered
    if not names:
        return [*range(count)], True
    order = sorted(range(count), key=names.__getitem__)
    is_known = order == [*range(count)] or {*names} <= {"x", "y", "z"}
    return (sorted(range(count), key=order.__getitem__) if asked else order), is_known


def _in_order(asked: Several, answered: Several, places: list[int], grade: Grade) -> GradeVerdict:
    """The verdict by these places of the answered values; wrong only if no other order is right, of names with numbers."""
    found = [grade(place, answered.values[other]) for place, other in enumerate(places)]
    are_named = bool(asked.names) and {*asked.names} == {*answered.names} and not asked.has_one_letter
    if "wrong" not in found or are_named:
        return _all(found)
    return "wrong" if _as_set(asked, answered, grade) == "wrong" else "undecided"


def _all(found: Sequence[GradeVerdict]) -> GradeVerdict:
    """The worst of the verdicts."""
    order: tuple[GradeVerdict, ...] = ("wrong", "unreadable", "undecided")
    return next((each for each in order if each in found), "correct")


def _as_set(asked: Several, answered: Several, grade: Grade) -> GradeVerdict:
    table = [[grade(place, value) for value in answered.values] for place in range(len(asked.values))]
    rows, columns = table, [list(column) for column in zip(*table, strict=True)]
    if any(all(each == "wrong" for each in line) for line in (*rows, *columns)):
        return "wrong"
    if all("correct" in line for line in (*rows, *columns)) and (len(rows) != len(columns) or _are_paired(rows)):
        return "correct"
    return "undecided"


def _are_paired(table: list[list[GradeVerdict]]) -> bool:
    """Whether each value that is asked for has one of its own: 1, 2, 2 are not 1, 1, 2."""
    partner: dict[int, int] = {}  # column -> row

    def found(row: int, tried: set[int]) -> bool:
        for column, verdict in enumerate(table[row]):
            if verdict == "correct" and column not in tried:
                tried.add(column)
                if column not in partner or found(partner[column], tried):
                    partner[column] = row
                    return True
        return False

    return all(found(row, set()) for row in range(len(table)))


def pieces_of(source: str) -> tuple[str, ...]:
    """The pieces of a text between commas and `and`."""
    return _split(_SIZES.sub("", without_delimiters(plain_answer(source))).strip(), _JOIN) if len(source) <= _LONGEST else ()


def is_joined(formula: str) -> bool:
    """Whether a comma, and, or `or` joins parts of a text."""
    text = _SIZES.sub("", formula)
    return len(_split(text, _JOIN)) > 1 or len(_split(text, _OR)) > 1


def _inside_of_tuple(formula: str) -> str | None:
    formula = formula.strip()
    is_closed = formula.startswith("(") and formula.endswith(")") and _is_closed(formula[1:-1])
    return formula[1:-1].strip() if is_closed else None


def _is_closed(text: str) -> bool:
    """Whether no bracket closes in a text that was not opened in it."""
    depth = 0
    for character in text:
        depth += (character in _OPENS) - (character in _CLOSES)
        if depth < 0:
            return False
    return depth == 0


def _split_inside(text: str) -> tuple[str, ...]:
    """The pieces of what stands in brackets; beside a semicolon commas are those of decimals, 1,5; 2,5."""
    pieces = _split(text, _SEMICOLON)
    if len(pieces) > 1:
        return pieces
    return () if _DECIMALS_AND_BAR.search(text) else _split(text, _JOIN, in_brackets=True)


def _split(text: str, separator: re.Pattern[str], *, in_brackets: bool = False) -> tuple[str, ...]:
    """The pieces between separators that stand in no brackets and no environment; none if a comma may be that of 1,5."""
    pieces, begin = [], 0
    for found in separator.finditer(text):
        is_decimal = found[0] == "," and text[: found.start()][-1:].isdigit() and text[found.end() :][:1].isdigit()
        before = text[begin : found.start()]
        if _is_closed(before) and before.count(r"\begin") == before.count(r"\end") and found.start() >= begin:
            if is_decimal and not in_brackets:
                return ()
            pieces.append(before.strip())
            begin = found.end()
    last = text[begin:].strip()
    pieces = [piece for piece in (*pieces, last) if piece]
    return tuple(pieces)
