"""Declared functions, definitions and densities with their arguments: f(x), f'(x), S(x) written out, p(x | z)."""

from __future__ import annotations

from verify.functions import elementwise
from verify.problem import InputError
from verify.read.definitions import Body, Definition
from verify.read.items import Items
from verify.read.names import canonical_name
from verify.sort import REAL, DensityFamily, Function, Outcome, Sequence, VectorFunction
from verify.term import BINDERS, Term, apply, contains, density, derivative, free_symbols, postorder, symbol
from verify.vector_functions import applied, inverse_function, is_invertible, slope_of_any

_IMAGINARY = frozenset(("imaginary",))
_ACTIVATION = "sigma"  # of layers: to nobody a function of a whole vector
_BY_ENTRIES = frozenset(("symbol", "map", "add", "mul", "hadamard"))


class Applications(Items):
    """The part of the parser that reads the arguments of declared names.

    `at_outcomes`: a density without arguments has those of its declaration, as p and q in D(p || (p + q)/2).
    """

    at_outcomes = False

    def application(self, name: str, function: Term) -> Term:
        """f(x, y), f'(x)."""
        at = self.position - 1
        if name in self.definitions:
            return self.unfolded_call(self.definitions[name], at)
        if isinstance(function.sort, VectorFunction):
            return self.application_to_column(name, function, at)
        order = 0
        while self.step("'"):
            order += 1
        arity = function.sort.arity if isinstance(function.sort, Function) else 1
        if self.tokens[self.position][0] != "(":
            raise self.fail("type-mismatch", f"the function {name} without arguments", f"write {name}(x)", at=at)
        if order and arity != 1:
            raise self.fail("ambiguous", f"a prime on {name}, which has {arity} arguments", "write diff(f(x, y), x)", at=at)
        args = [self.quantity(arg, at) for arg in self.arguments()]
        if len(args) != arity:
            raise self.fail("wrong-arity", f"{name} with {len(args)} arguments", f"{name} takes {arity}", at=at)
        if arity == 1 and args[0].shape:
            return self.applied_to_entries(name, function, args[0], order, at)
        if any(arg.shape for arg in args):
            raise self.fail("shape-mismatch", f"{name} of a vector or matrix", f"{name} takes numbers", at=at)
        return self.build(at, lambda: apply(function, *args, orders=(order,) if order else None))

    def application_to_column(self, name: str, function: Term, at: int, order: int = 0) -> Term:
        """f(x), f'(x) as the gradient or Jacobian there, and h^-1(y) of a map that has an inverse.

        `order` says how often it is differentiated besides.
        """
        while self.step("'"):
            order += 1
        if self.is_inverse_next(function):
            function = inverse_function(function)
        if self.tokens[self.position][0] != "(":
            raise self.fail("type-mismatch", f"the function {name} without arguments", f"write {name}(x)", at=at)
        args = [self.quantity(arg, at) for arg in self.arguments()]
        if len(args) != 1:
            raise self.fail("wrong-arity", f"{name} with {len(args)} arguments", f"{name} takes one column", at=at)
        if not order:
            return self.build(at, applied, function, args[0])
        term = self.build(at, apply, function, args[0])
        for _ in range(order):
            term = self.build(at, slope_of_any, term)
        return term

    def is_inverse_next(self, function: Term) -> bool:
        """Whether ^-1 or ^{-1} and a bracket follow the name of a map that has an inverse; steps over the exponent."""
        kinds = [token[1] for token in self.tokens[self.position : self.position + 6]]
        count = 3 if kinds[:4] == ["^", "-", "1", "("] else 5 if kinds == ["^", "{", "-", "1", "}", "("] else 0
        if not count or not is_invertible(function):
            return False
        self.position += count
        return True

    def applied_to_entries(self, name: str, function: Term, tensor: Term, order: int, at: int) -> Term:
        r"""\sigma(W x) and \sigma'(z): an unknown function of one number, of a vector or matrix; f(w) may be one of a vector."""
        choice = f"{name} of a vector or a matrix is taken entry by entry"
        (self.choices.append if name == _ACTIVATION else self.doubt)(choice)
        return self.build(at, elementwise, lambda entry: apply(function, entry, orders=(order,) if order else None), tensor)

    def unfolded_call(self, definition: Definition, at: int) -> Term:
        """The body of a definition with the arguments in it; f'(x) of a variable x is the derivative of that, f'(2) its value."""
        name = definition.name
        order = 0
        while self.step("'"):
            order += 1
        opened = self.position
        if self.tokens[opened][0] != "(":
            raise self.fail("type-mismatch", f"the function {name} without arguments", f"write {name}(x)", at=at)
        self.position += 1
        bars, self.bars = self.bars, 0
        args = [self.argument_of_any_sort(at)]
        while self.step(","):
            args.append(self.argument_of_any_sort(at))
        self.expect(")", opened)
        self.bars, self.plain_power = bars, None
        if len(args) != len(definition.parameters):
            expected = f"{name} takes {len(definition.parameters)}"
            raise self.fail("wrong-arity", f"{name} with {len(args)} arguments", expected, at=at)
        try:
            body = definition.body_for(tuple(args))
        except InputError:
            if len(args) > 1 or not args[0].shape:
                raise
            return self.unfolded_by_entries(definition, args[0], order, at)
        if order and len(args) == 1 and args[0].shape and _is_entry_by_entry(body):
            return self.unfolded_by_entries(definition, args[0], order, at)
        self.note_unfolded(name, body, at)
        self.last_call = (self.position, body, tuple(args))
        term = self.build(at, definition.of, body, tuple(args))
        if not order:
            return term
        if len(args) > 1 or args[0].shape or not body.speaks_of.isdisjoint(free_symbols(args[0])):
            raise self.fail("unsupported", f"a primed {name}, which is defined", "write diff(...)", at=at)
        if args[0].op == "symbol":
            return self.build(at, derivative, term, args[0], order)
        return self.build(at, definition.rate_at, args[0], order)

    def unfolded_by_entries(self, definition: Definition, tensor: Term, order: int, at: int) -> Term:
        """S(v) and S'(v) of S(x) = 1/(1 + e^-x), whose body has no meaning for a vector."""
        body = definition.body_for((symbol("u", REAL),))
        self.note_unfolded(definition.name, body, at)
        if body.term.shape:
            raise self.fail("shape-mismatch", f"{definition.name} of a vector or matrix", f"{definition.name} of a number", at=at)
        self.choices.append(f"{definition.name} of a vector or a matrix is taken entry by entry")
        if order:
            return self.build(at, elementwise, lambda entry: definition.rate_at(entry, order), tensor)
        return self.build(at, elementwise, lambda entry: definition.of(body, (entry,)), tensor)

    def item(self, name: str, tensor: Term, indices: list[Term], at: int) -> Term:
        """An item; that of a sequence that is defined for every index is written out."""
        found = super().item(name, tensor, indices, at)
        definition = self.definitions.get(name)
        if definition is None or definition.length is None or self.symbols.get(name) is not tensor:
            return found
        body = definition.body_for(tuple(indices))
        self.note_unfolded(name, body, at)
        return self.build(at, definition.of, body, tuple(indices))

    def quantity_of(self, name: str, found: Term) -> Term:
        """What a defined name stands for, unless a bound name hides it."""
        if self.bound.get(name) is found:
            return found
        body = self.definitions[name].body(())
        self.note_unfolded(name, body, self.position - 1)
        return body.term

    def note_unfolded(self, name: str, body: Body, at: int) -> None:
        for other in body.speaks_of:
            if other.name in self.bound:
                raise self.conflict(other, name, at)
        unit = next((letter for letter in "ij" if letter in self.bound), "")
        if unit and contains(body.term, _IMAGINARY):
            raise self.conflict(self.bound[unit], name, at)
        self.unfolded.append((name, body))

    def argument_of_any_sort(self, at: int) -> Term:
        """An argument of a definition, which may also be an outcome or a whole sequence."""
        kind, text, _, _ = self.tokens[self.position]
        if kind == "name" and self.tokens[self.position + 1][0] in (",", ")"):
            name = canonical_name(text)
            found = self.bound.get(name) or self.symbols.get(name)
            if found is not None and isinstance(found.sort, (Outcome, Sequence)):
                self.position += 1
                return found
        return self.quantity(self.statement(0), at)

    def conflict(self, other: Term, name: str, at: int) -> InputError:
        return self.fail("name-conflict", f"{other.name} is bound where {name} is used, which speaks of another {other.name}",
                         "give the bound name another letter", at=at)  # fmt: skip

    def check_definitions(self, term: Term) -> None:
        """Raises InputError if a definition was unfolded where a name that it speaks of is bound, by whatever binds it."""
        if not self.unfolded:
            return
        bound = {part.args[0].name for part in postorder(term) if part.op in BINDERS}
        inside = {each.name for _, body in self.unfolded for each in body.binds}
        for name, body in self.unfolded:
            for other in body.speaks_of:
                if other.name in bound - inside:
                    raise self.conflict(other, name, 0)

    def density(self, name: str, family: Term) -> Term:
        """p(x, z | y)."""
        opened = self.position
        sort = family.sort
        if self.tokens[opened][0] != "(" and self.at_outcomes and isinstance(sort, DensityFamily) and sort.outcomes:
            outcomes, given = ([self.symbols[each] for each in names] for names in (sort.outcomes, sort.given))
            return self.build(opened - 1, density, family, outcomes, given)
        if self.tokens[opened][0] != "(":
            raise self.fail("type-mismatch", f"the density {name} without outcomes", f"write {name}(x | z)", at=opened - 1)
        self.position += 1
        groups: list[list[Term]] = [[]]
        while True:
            groups[-1].append(self.outcome())
            if self.step(","):
                continue
            if len(groups) == 1 and self.step("|"):
                groups.append([])
                continue
            break
        self.expect(")", opened)
        given = groups[1] if len(groups) > 1 else []
        needed = family.sort.given if isinstance(family.sort, DensityFamily) else ()
        if any(each not in {outcome.name for outcome in (*given, *groups[0])} for each in needed):
            names = ", ".join(needed)
            raise self.fail("type-mismatch", f"{name} without {names}, which it is given", f"write | {names}", at=opened - 1)
        return density(family, groups[0], given)

    def outcome(self) -> Term:
        found = self.outcome_at(self.position)
        if found is None:
            seen = f"{self.tokens[self.position][1]!r} in a density"
            raise self.fail("type-mismatch", seen, "an outcome: declare it as `outcome`")
        self.position += 1
        return found

    def outcome_at(self, position: int) -> Term | None:
        kind, text, _, _ = self.tokens[position]
        if kind != "name":
            return None
        name = canonical_name(text)
        found = self.bound.get(name) or self.symbols.get(name)
        return found if found is not None and isinstance(found.sort, Outcome) else None

    def lone_outcome(self) -> Term | None:
        """An outcome that is a whole argument, as in expectation(f, z, q(z))."""
        found = self.outcome_at(self.position)
        if found is None or self.tokens[self.position + 1][0] not in (",", ")"):
            return None
        self.position += 1
        return found


def _is_entry_by_entry(body: Body) -> bool:
    """Whether each entry of a body for one vector is that of the same entry: tanh(v), and not A v or norm(v) v."""
    (variable,) = body.parameters
    parts = [part for part in postorder(body.term) if variable in free_symbols(part)]
    return bool(parts) and all(part.shape == variable.shape and part.op in _BY_ENTRIES for part in parts)
