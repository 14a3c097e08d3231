r"""The extremum of terms that are counted: \max_i x_i, \max_{1 \le i \le n}, \max_{i=1,\dots,n}, \min_{i \in [n]}.

An index counts what it stands below; every other variable of \max and \min runs through numbers or vectors.
"""

from __future__ import annotations

from contextlib import ExitStack

from verify.functions import minus
from verify.read.indexed import index_letters
from verify.read.latex.optima import Optima
from verify.read.latex.scripts import SEPARATORS
from verify.read.names import canonical_name
from verify.sort import Parts, Scalar, Sequence, Tensor
from verify.term import ONE, Term, index_symbol, largest, number

_OPENING = frozenset(("(", "[", "{", r"\{"))
_CLOSING = frozenset((")", "]", "}", r"\}"))
_BINDING = frozenset(("sum", "prod", "int", "lim"))
_END = "end of extremum"
_NOWHERE = 1_000
_COUNTED = (Sequence, Tensor, Parts)

Bounds = tuple[Term, Term] | None


class Largest(Optima):
    """The part of the LaTeX parser that reads the extremum over an index."""

    def optimal_value(self, start: int) -> Term:
        found = self.extremum_over_indices(start)
        return super().optimal_value(start) if found is None else found

    def extremum_over_indices(self, start: int) -> Term | None:
        """The extremum, if what stands below it are indices; else None, with the cursor where it was."""
        word, opened = self.tokens[start][1], self.position
        lower_at, upper_at = self.limits() if word in ("max", "min") else (None, None)
        names = self.indices_at(lower_at, upper_at) if lower_at is not None else []
        if lower_at is None or not names:
            self.position = opened
            return None
        bounds = self.bounds_of_indices(lower_at, upper_at)
        indices = [index_symbol(name) for name in names]
        with ExitStack() as scopes:
            for index in indices:
                scopes.enter_context(self.scope(index))
            body = self.terms_with(indices)
        ranges = [bounds or (ONE, self.range_of(index, body, start)) for index in indices]
        most = body if word == "max" else minus(body)
        for index, (lower, upper) in zip(reversed(indices), reversed(ranges), strict=True):
            self.check_bounds(lower, upper, word, start)
            most = self.build(start, largest, index, lower, upper, most)
        return most if word == "max" else self.build(start, minus, most)

    def terms_with(self, indices: list[Term]) -> Term:
        """What the indices go on to: a product up to its last factor with an index, or a sum if one stands in later terms too.

        Other brackets may be meant wherever something follows.
        """
        at, names = self.position, {index.name for index in indices}
        opened = self.tokens[at][0] in ("(", "[", r"\{")
        self.end_behind_last(names)
        is_negative = self.step("-")
        body = self.quantity(self.product(is_negative), at)
        if opened and self.tokens[self.position - 1][0] not in (")", "]", r"\}"):
            self.doubt(f"{self.slice(at, self.position - 1)} is read as what the extremum is over")
        if self.tokens[self.position][0] == _END:
            del self.tokens[self.position]
            self.doubt(f"{self.slice(at, self.position - 1)} is read as what the extremum is over")
        elif self.tokens[self.position][0] in ("+", "-") and any(map(self.has_index_later, names)):
            if names.isdisjoint(self.symbols):
                self.position = at
                body = self.quantity(self.sum(), at)
            self.doubt(f"{self.slice(at, self.position - 1)} is read as what the extremum is over")
        return body

    def end_behind_last(self, names: set[str]) -> None:
        """Put an end behind the last factor with an index, if others follow it."""
        stop, last = self.position, -1
        depth = bars = 0
        rebound = _NOWHERE  # how deep an operator inside binds an index anew
        closed = self.position  # behind the factor that begins where nothing is open
        while True:
            kind, text, _, _ = self.tokens[stop]
            if depth == bars == 0 and (kind == "command" and text in _BINDING):
                if last < 0:
                    return  # its summands are its own
                if closed <= last or closed == stop:
                    closed, stop = stop, stop + 1
                break
            is_sign = kind in ("+", "-") and stop > self.position and self.tokens[stop - 1][0] not in ("*", "^", "/")
            if depth == 0 and (kind in SEPARATORS or kind in ("end", _END, "end of integral") or (is_sign and not bars)):
                break
            depth += (kind in _OPENING or text == "_{") - (kind in _CLOSING)
            if depth < 0:
                break
            rebound = _NOWHERE if depth < rebound else rebound
            bars ^= kind in ("|", "norm")
            if kind == "name" and not names.isdisjoint({canonical_name(text), *index_letters(text)}):
                if self.is_below_operator(stop):
                    rebound = min(rebound, depth - self.is_in_braces(stop))
                elif depth < rebound:
                    last = stop
            stop += 1
            goes_on = self.tokens[stop][0] in ("^", "_", "'", "!", "{") or self.tokens[stop][1] == "_{"
            if last >= closed and depth == bars == 0 and not goes_on and self.tokens[stop - 1][0] not in ("^", "_"):
                closed = stop
        if last >= 0 and closed > last and closed < stop:
            place = self.tokens[closed][2]
            self.tokens.insert(closed, (_END, "", place, place))

    def is_in_braces(self, place: int) -> bool:
        """Whether the script that a name begins is a group."""
        return self.tokens[place - 1][0] == "{" or self.tokens[place - 1][1] == "_{"

    def has_index_later(self, name: str) -> bool:
        """Whether the sum from here on has an index that nothing else binds there."""
        depth = 0
        for place in range(self.position, len(self.tokens)):
            kind, text, _, _ = self.tokens[place]
            depth += (kind in _OPENING or text == "_{") - (kind in _CLOSING)
            if depth < 0 or (depth == 0 and (kind in SEPARATORS or kind == "end")):
                return False
            if kind == "name" and (canonical_name(text) == name or name in index_letters(text)):
                return not self.is_below_operator(place)
        return False

    def is_below_operator(self, place: int) -> bool:
        r"""Whether a name is the first one below \max, \sum ..."""
        before = place - 1
        while self.tokens[before][0] in ("_", "{") or self.tokens[before][1] == "_{":
            before -= 1
        return before < place - 1 and self.tokens[before][1] in ("max", "min", "sum", "prod", "argmax", "argmin", "sup", "inf")

    def indices_at(self, lower_at: int, upper_at: int | None) -> list[str]:
        """The names of what is below, if they count something: they have whole bounds, or are indices in what follows."""
        end = self.group_end(lower_at)
        if self.tokens[lower_at][1] == "_{":
            end = self.closing_of(lower_at) + 1
        script = [self.tokens[lower_at]] if end is None else self.tokens[lower_at + 1 : end - 1]
        kinds = [kind for kind, _, _, _ in script]
        if kinds[:2] == ["name", "="] and (upper_at is not None or "dots" in kinds):
            return [canonical_name(script[0][1])]
        if kinds[:2] == ["name", "in"] and self.is_counted_set(script[2:]):
            return [canonical_name(script[0][1])]
        if kinds[1:4] == ["<=", "name", "<="] and self.is_index(canonical_name(script[2][1])):
            return [canonical_name(script[2][1])]
        names = [canonical_name(text) for kind, text, _, _ in script if kind == "name"]
        is_list = len(script) in (1, 3) and kinds[::2] == ["name"] * len(names) and kinds[1::2] == [","] * (len(names) - 1)
        return names if is_list and all(map(self.is_index, names)) else []

    @staticmethod
    def is_counted_set(script: list[tuple[str, str, int, int]]) -> bool:
        r"""[n] or \{1, \dots, n\}"""
        kinds = [kind for kind, _, _, _ in script]
        return (kinds[:1] == ["["] and kinds[2:] == ["]"]) or (kinds[:1] == [r"\{"] and "dots" in kinds)

    def is_index(self, name: str) -> bool:
        """Whether a name stands below a sequence, vector or matrix in what follows, and is no quantity of its own."""
        declared = self.symbols.get(name)
        if declared is not None and not (isinstance(declared.sort, Scalar) and declared.sort.is_integer):
            return False
        for place in range(self.position, len(self.tokens) - 1):
            kind, text, _, _ = self.tokens[place]
            if kind == "name" and name in self.letters_below(place):
                counted = self.symbols.get(canonical_name(text)) or self.symbols.get(canonical_name(text.partition("_")[0]))
                if counted is not None and isinstance(counted.sort, _COUNTED):
                    return True
        return False

    def letters_below(self, place: int) -> set[str]:
        """The names in the index of a name; of ij, also i and j."""
        letters, following = index_letters(self.tokens[place][1]), self.tokens[place + 1]
        if following[1] == "_{" or (following[0] == "_" and self.tokens[place + 2][0] == "{"):
            end = self.closing_of(place + 1 + (following[0] == "_")) + 1
        else:
            end = place + (3 if following[0] == "_" else 1)
        names = {canonical_name(text) for kind, text, _, _ in self.tokens[place + 1 : end] if kind == "name"}
        return letters | names | {letter for name in names if len(name) == 2 for letter in name}

    def bounds_of_indices(self, lower_at: int, upper_at: int | None) -> Bounds:
        """The bounds that are written; None for the range of what is counted."""
        found: list[Term] = []

        def read() -> Term:
            if self.tokens[self.position][0] == "name" and self.tokens[self.position + 1][0] == "in":
                self.position += 2
                return self.bounds_of_set(found)
            if self.tokens[self.position][0] == "name" and self.tokens[self.position + 1][0] in ("}", ","):
                while self.tokens[self.position][0] != "}":
                    self.position += 1
                return ONE
            if self.tokens[self.position][0] != "name" or self.tokens[self.position + 1][0] != "=":
                found.append(self.quantity(self.sum(), self.position))
                self.position += 3  # <= i <=
                found.append(self.quantity(self.sum(), self.position))
                return ONE
            self.position += 2
            return self.first_and_last(found)

        is_group = self.tokens[lower_at][0] == "{" or self.tokens[lower_at][1] == "_{"
        if is_group:
            self.inside(lower_at, read)
        if upper_at is not None:
            found.append(self.end_of(upper_at))
        if len(found) == 1:
            raise self.fail("missing-operand", "an extremum with one bound", r"\max_{i=1,\dots,n}", at=lower_at)
        return (found[0], found[1]) if found else None

    def bounds_of_set(self, found: list[Term]) -> Term:
        closing = {"[": "]", r"\{": r"\}"}[self.tokens[self.position][0]]
        opened = self.position
        self.position += 1
        if closing == "]":
            found += [ONE, self.quantity(self.sum(), self.position)]
        else:
            self.first_and_last(found)
        self.expect(closing, opened)
        return ONE

    def first_and_last(self, found: list[Term]) -> Term:
        r"""The first and the last of 1, 2, \dots, n, or the lower bound alone."""
        listed = [self.quantity(self.sum(), self.position)]
        while self.step(","):
            if self.step("dots"):
                continue
            listed.append(self.quantity(self.sum(), self.position))
        if len(listed) > 2 and listed[1] is not self.next_number(listed[0]):
            raise self.fail("unsupported", "this list of indices", r"1, \dots, n")
        found += [listed[0], *listed[1:][-1:]]
        return ONE

    @staticmethod
    def next_number(first: Term) -> Term | None:
        from_one = first.op == "number" and first.value[1] == 1
        return number(first.value[0] + 1) if from_one else None
