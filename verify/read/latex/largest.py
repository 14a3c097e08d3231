r"""The extremum of terms that are counted: \max_i x_i, \max_{1 \le i \le n}, \max_{i=1,\dots,n}, \min_{i \in [n]}.

An index counts what it stands below; every other variable of \max and \min runs through numbers or vectors.
"""

from __future__ import annotations

from contextlib import ExitStack

from verify.functions import minus
from verify.read.latex.extents import Extents
from verify.read.names import canonical_name
from verify.term import ONE, Term, binder, index_symbol, largest, number

Bounds = tuple[Term, Term] | None


class Largest(Extents):
    """The part of the LaTeX parser that reads the extremum over an index."""

    def optimal_value(self, start: int) -> Term:
        found = self.extremum_over_indices(start)
        return super().optimal_value(start) if found is None else found

    def optimum(self, start: int) -> Term:
        r"""\arg\max_k f of what is indexed by k: over all places at which f has a value."""
        opened = self.position
        self.position += self.tokens[start][1] == "arg" and self.tokens[opened][1] in ("min", "max")
        name = f"arg{self.tokens[opened][1]}" if self.position > opened else self.tokens[start][1]
        lower_at, upper_at = self.limits() if name in ("argmin", "argmax") else (None, None)
        names = self.indices_at(lower_at, upper_at) if lower_at is not None else []
        if lower_at is None or len(names) != 1:
            self.position = opened
            return super().optimum(start)
        bounds = self.bounds_of_indices(lower_at, upper_at)
        index, at = index_symbol(names[0]), self.position
        with self.scope(index):
            body = self.quantity(self.sum(), at)
        whole = ONE, self.range_of(index, body, start)
        if bounds not in (None, whole):
            raise self.fail("unsupported", f"{name} over a part of the indices", f"{name} over all of them", at=start)
        return self.build(start, binder, name, index, body)

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
