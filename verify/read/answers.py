r"""Whole formulas: sets, statements, quantities, and answers of several values, the same for both readers.

    x = 1, x = 2      x = 1, 2      x = ± 2        x = 1 or x = 2
    1, 2              ± 2                          a set where one is asked for (`wanted`), which is listed in the choices

What may be meant otherwise is a problem: x = 1, y = 2 and x = a, x = b (and, or or), 1,5 (a decimal), a second sign ±, and
x = 1 and x = 2.
"""

from __future__ import annotations

from verify.read.cursor import STATEMENTS
from verify.read.set_notation import SetNotation
from verify.read.sets import any_of, joined
from verify.term import Term, equal, free_symbols, make, negate


class Answers(SetNotation):
    """The part of the parser that reads a formula from its first token on."""

    def whole(self) -> Term:
        """A formula from its first token on: a set, a statement, a quantity, or an answer of several values."""
        signs = [place for place, token in enumerate(self.tokens) if token[0] == "pm"]
        if signs:
            return self.both_signs(signs)
        if self.is_set():
            return self.collection()
        term = self.statement(0)
        if self.tokens[self.position][0] == ",":
            return self.several_values(term)
        if _gives_two_values(term):
            raise self.fail("ambiguous", "two values joined by and", "write or between the solutions", at=0)
        return term

    def both_signs(self, places: list[int]) -> Term:
        """x = 1 ± y is x = 1 + y or x = 1 - y, and x - 2 = ± 1 is x - 2 = 1 or x - 2 = -1."""
        if len(places) > 1:
            raise self.fail("ambiguous", "a second ±", "write the values one by one", at=places[1])
        (place,) = places
        tokens, found = self.tokens, []
        for sign in "+-":
            self.tokens, self.position = [*tokens[:place], (sign, *tokens[place][1:]), *tokens[place + 1 :]], 0
            found.append(self.whole())
            if self.tokens[self.position][0] != "end":
                return found[0]
        plus, minus = found
        if plus.op == minus.op == "finite_set":
            return joined("cup", plus, minus)
        if plus.op == minus.op == "eq" and plus.args[0] is minus.args[0] and free_symbols(plus.args[0]):
            return make("or", (plus, minus))
        if self.wanted == "set" and not plus.shape and plus.op not in STATEMENTS:
            return self.listed([self.quantity(each, 0) for each in found])
        self.tokens = tokens
        raise self.fail("ambiguous", "± here", "an equation with ± on its right side, or the values one by one", at=place)

    def several_values(self, first: Term) -> Term:
        """x = 1, x = 2 and x = 1, 2 are x = 1 or x = 2; 1, 2 is a set where one is asked for."""
        if self.wanted != "set" and not _value_of_a_name(first):
            raise self.unexpected("an operator")
        found = [first]
        at = self.position
        while self.tokens[self.position][0] == "," and not self.is_decimal_comma():
            self.position += 1
            found.append(self.statement(0))
        head = first.args[0] if _value_of_a_name(first) else None
        if self.tokens[self.position][0] == ",":
            raise self.unexpected("an operator")
        if head is None and self.wanted == "set" and not any(each.shape for each in found):
            return self.listed([self.quantity(each, at) for each in found])
        if head is not None and not head.shape:
            equations = [each if each.op == "eq" else equal(head, each) for each in found]
            if all(_value_of_a_name(each) and each.args[0] is head and not each.args[1].shape for each in equations):
                self.choices.append("the comma is read as or: several values of one name")
                return any_of(*equations)
        self.position = at
        raise self.unexpected("an operator")

    def is_decimal_comma(self) -> bool:
        """Whether the comma at the cursor may be that of 1,5."""
        before, comma, after = self.tokens[self.position - 1 : self.position + 2]
        return before[0] == after[0] == "number" and before[3] == comma[2] and comma[3] == after[2]

    def listed(self, values: list[Term]) -> Term:
        self.choices.append("several values are read as a set")
        return make("finite_set", tuple(values))


def _value_of_a_name(statement: Term) -> bool:
    """x = 2: a name on the left, and on the right what has no names."""
    return statement.op == "eq" and statement.args[0].op == "symbol" and not free_symbols(statement.args[1])


def _gives_two_values(statement: Term) -> bool:
    """x = 1 and x = 2, which no x meets, x = a and x = -a, x = 1 and x = a: it may be meant as the list of both.

    x = a and x = b is none: it may say that all three are equal.
    """
    if statement.op != "and" or len(set(statement.args)) < 2 or any(each.op != "eq" for each in statement.args):
        return False
    names, values = zip(*(each.args for each in statement.args), strict=True)
    if len(set(names)) > 1 or names[0].op != "symbol" or any(names[0] in free_symbols(value) for value in values):
        return False
    return any(not free_symbols(value) or negate(value) in values for value in values)
