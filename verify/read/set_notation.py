r"""Sets, the same for both readers; see `verify.read.sets` for what they mean.

    written                                        is read as
    [0, 1)   (0, inf)   {1, 2}   {x : x > 0}       a set; {x in A : ..}, and | for : too
    A union B   intersect   minus   \cup \cap \setminus
    x in [0, 1)   x not in {0}                     a statement about x, in relations joined by and, or
    (0, 1)   [0, 1]   R                            a set where one is asked for (`wanted`), which is listed in the choices

(0, 1) and [0, 1] elsewhere may be points and vectors.  Operations of two kinds need brackets.
"""

from __future__ import annotations

from verify.read.moments import Moments
from verify.read.names import canonical_name
from verify.read.sets import EMPTY, REAL_LINE, all_of, belongs, contrary, joined
from verify.sort import REAL, Scalar, Tensor
from verify.term import FALSE, INFINITY, MINUS_INFINITY, TRUE, Term, binder, contains, free_symbols, is_real_term, make, symbol

_OPERATORS = frozenset(("cup", "cap", "setminus"))
_NOT_IN_A_SET = frozenset(("=", "!=", "<", "<=", ">", ">=", "in", "notin", "and", "or", "not", "=>", "<=>", "implies", "iff",
                           "if", ","))  # fmt: skip
_NO_SET = frozenset(("name", "number", "-", "+", "|", "norm"))
_INFINITE = frozenset(("inf", "infinity", "oo", "∞"))
_INFINITIES = frozenset((INFINITY, MINUS_INFINITY))


class SetNotation(Moments):
    """The part of the parser that reads sets."""

    def is_set(self) -> bool:
        """Whether all of the formula is a set."""
        if self.wanted != "set" and self.begins_no_set() and _OPERATORS.isdisjoint([token[0] for token in self.tokens]):
            return False
        depth = 0
        last = len(self.tokens) - 2
        partner = -1  # of the first token, if that is a bracket
        commas = 0
        joins = False
        for place, (kind, text, _, _) in enumerate(self.tokens[:-1]):
            if depth == 0 and kind in _NOT_IN_A_SET:
                return False
            joins |= depth == 0 and ((kind in _OPERATORS and not self.is_left_division(place)) or self.is_union(place))
            commas += depth == 1 and kind == ","
            if kind in ("(", "[", "{", r"\{") or text == "_{":
                depth += 1
            elif kind in (")", "]", "}", r"\}"):
                depth -= 1
                partner = place if depth == 0 and partner < 0 else partner
        if joins or (last >= 0 and self.tokens[0][0] == "emptyset"):
            return True
        if self.is_real_line(0) and (self.tokens[0][0] != "name" or self.wanted == "set"):
            return last == self.end_of_real_line(0) - 1
        if partner != last or last < 1:
            return False
        if self.tokens[0][0] == self.set_braces[0]:
            return True
        return self.tokens[0][0] in ("(", "[") and commas == 1 and self.is_interval(0, partner)

    def begins_no_set(self) -> bool:
        """Whether no set begins with the first token, unless one is asked for."""
        return self.tokens[0][0] in _NO_SET

    def is_left_division(self, place: int) -> bool:
        r"""Whether the operator at a token is the backslash of A\b, of matrices."""
        names = {token[1] for token in self.tokens if token[0] == "name"}
        has_matrices = any(isinstance(getattr(self.symbols.get(name), "sort", None), Tensor) for name in names)
        between = (self.tokens[place - 1][0], self.tokens[place + 1][0])
        is_typed = self.source[self.tokens[place][2]] == "\\" and self.tokens[place][3] == self.tokens[place][2] + 1
        return has_matrices and is_typed and between[0] in ("name", ")", "'") and between[1] in ("name", "(")

    def is_interval(self, opened: int, closed: int) -> bool:
        """Whether brackets round two numbers can be nothing else than an interval, or a set is asked for."""
        pair = (self.tokens[opened][0], self.tokens[closed][0])
        if pair in (("(", "]"), ("[", ")")) or any(token[1] in _INFINITE for token in self.tokens[opened:closed]):
            return True
        if self.wanted == "set":
            self.choices.append("two numbers in brackets are read as an interval")
        return self.wanted == "set"

    # ---------------------------------------------------------------------------------------------------------------- sets

    def membership(self, element: Term, start: int) -> Term:
        """`x in A` and `x not in A`, from the word on."""
        outside = self.tokens[self.position][0] == "notin"
        self.quantity(element, start)
        at = self.position
        if element.shape or not is_real_term(element):
            raise self.fail("unsupported", "what is no real number in a set", "sets of real numbers", at=at)
        self.position += 1
        statement = belongs(element, self.collection())
        if statement in (TRUE, FALSE) and element.op != "symbol":
            raise self.fail("unsupported", "a formula in a set that has all numbers, or none", "a name in it", at=at)
        return contrary(statement) if outside else statement

    def collection(self) -> Term:
        """Sets joined by one kind of operation."""
        self.deeper()
        start = self.position
        left = self.operand()
        used = ""
        while (operation := self.tokens[self.position][0]) in _OPERATORS or self.is_capital_u(self.position):
            operation = operation if operation in _OPERATORS else "cup"
            if used not in ("", operation):
                raise self.fail("ambiguous", "operations of two kinds on sets", "use brackets")
            used = operation
            self.position += 1
            left = self.build(start, joined, operation, left, self.operand())
        self.depth -= 1
        return left

    def is_capital_u(self, at: int) -> bool:
        """U between two sets, typed for their union."""
        return self.tokens[at][:2] == ("name", "U") and "U" not in self.symbols and "U" not in self.bound

    def is_union(self, at: int) -> bool:
        """Whether U stands between what can only be sets, or sets are asked for."""
        if not self.is_capital_u(at) or self.wanted == "set":
            return self.is_capital_u(at)
        following = self.tokens[at + 1][0]
        is_bracket = self.tokens[at - 1][0] in (")", "]", "}", r"\}") and following in ("(", "[", "{", r"\{")
        return is_bracket and all(
            self.tokens[place][0] not in ("(", "[") or self.comma_inside(place) for place in (0, at + 1)
        ) and self.tokens[0][0] in ("(", "[", "{", r"\{")

    def operand(self) -> Term:
        at = self.position
        kind = self.tokens[at][0]
        if kind == self.set_braces[0]:
            return self.braces()
        if self.step("emptyset"):
            return EMPTY
        if self.is_real_line(at):
            self.position = self.end_of_real_line(at)
            return REAL_LINE
        if kind == "(" and not self.comma_inside(at):
            self.position += 1
            found = self.collection()
            self.expect(")", at)
            return found
        if kind in ("(", "["):
            return self.interval()
        raise self.unexpected("a set: [0, 1), {1, 2} or {x : x > 0}")

    def is_real_line(self, at: int) -> bool:
        kind, text, _, _ = self.tokens[at]
        if kind == "reals":
            return True
        return kind == "name" and text in ("R", "reals") and text not in self.symbols and text not in self.bound

    def end_of_real_line(self, at: int) -> int:
        return at + 1

    def comma_inside(self, opened: int) -> bool:
        """Whether a comma stands in the bracket `opened`, and in none inside of it."""
        depth = 0
        for kind, text, _, _ in self.tokens[opened:]:
            depth += kind in ("(", "[", "{", r"\{") or text == "_{"
            depth -= kind in (")", "]", "}", r"\}")
            if depth == 0 or (kind == "," and depth == 1):
                return kind == ","
        return False

    def interval(self) -> Term:
        opened = self.position
        self.position += 1
        bars, self.bars = self.bars, 0
        low = self.end_of_interval(MINUS_INFINITY)
        if not self.step(","):
            raise self.unexpected("',' between the ends of an interval")
        high = self.end_of_interval(INFINITY)
        self.bars = bars
        closed = self.position
        if self.tokens[closed][0] not in (")", "]"):
            self.expect(")", opened)
        self.position += 1
        is_open = (self.tokens[opened][0] == "(", self.tokens[closed][0] == ")")
        if (low is MINUS_INFINITY and not is_open[0]) or (high is INFINITY and not is_open[1]):
            raise self.fail("malformed-formula", "an interval that contains infinity", "an open end: (0, inf)", at=opened)
        if low.op == high.op == "number" and low.fraction > high.fraction:
            raise self.fail("ambiguous", "an interval whose lower end is the greater one, or several values",
                            "{a, b} for values, or x = a or x = b", at=opened)  # fmt: skip
        return make("interval", (low, high), is_open)

    def end_of_interval(self, infinite: Term) -> Term:
        """A real number, or the infinity of this side."""
        at = self.position
        end = self.quantity(self.sum(), at)
        if end is not infinite and (end.shape or not is_real_term(end)):
            raise self.fail("type-mismatch", "an end of an interval that is no real number", "[a, b), or (0, inf)", at=at)
        return end

    def braces(self) -> Term:
        """{}, {a, b}, {x : P(x)} with their brackets."""
        opened = self.position
        self.position += 1
        bars, self.bars = self.bars, 0
        if self.step(self.set_braces[1]):
            found = EMPTY
        elif self.is_builder(opened):
            found = self.builder(opened)
        else:
            elements = [self.quantity(self.statement(0), self.position)]
            while self.step(","):
                elements.append(self.quantity(self.statement(0), self.position))
            self.expect(self.set_braces[1], opened)
            found = make("finite_set", tuple(elements))
        self.bars = bars
        self.plain_power = None
        return found

    def is_builder(self, opened: int) -> bool:
        """Whether {x : ..}, {x in .. : ..} or {x | ..} begins here; an even number of bars are absolute values."""
        if self.tokens[opened + 1][0] != "name":
            return False
        kind, text, _, _ = self.tokens[opened + 2]
        if kind in (":", "in"):
            return True
        return kind == "|" and (text == "mid" or self.bars_inside(opened) % 2 == 1)

    def bars_inside(self, opened: int) -> int:
        depth = count = 0
        for kind, _, _, _ in self.tokens[opened:]:
            depth += (kind == self.set_braces[0]) - (kind == self.set_braces[1])
            count += kind == "|"
            if depth == 0:
                break
        return count

    def builder(self, opened: int) -> Term:
        name = canonical_name(self.tokens[self.position][1])
        declared = self.symbols.get(name)
        if declared is not None and declared.sort != REAL:
            raise self.fail("ambiguous", f"a set of {name}, which is declared as something else than real",
                            "another letter in the set", at=self.position)  # fmt: skip
        bound = symbol(name, REAL)
        self.position += 1
        conditions = []
        if self.step("in"):
            collection = self.collection()
            if bound in free_symbols(collection):
                raise self.fail("ambiguous", f"{name} in the set that it is taken from", "another letter", at=opened)
            conditions.append(belongs(bound, collection))
        if not self.step(":") and not self.step("|"):
            raise self.unexpected("':' and a condition")
        with self.scope(bound):
            while True:
                at = self.position
                conditions.append(self.truth(self.statement(0), at))
                if not self.step(","):
                    break
        self.expect(self.set_braces[1], opened)
        return binder("set_builder", bound, all_of(*conditions))


def is_about_one_number(statement: Term) -> bool:
    """Whether a statement speaks of one real number only, so that it describes a set."""
    names = free_symbols(statement)
    return len(names) == 1 and isinstance(names[0].sort, Scalar) and not contains(statement, {"complex"})
