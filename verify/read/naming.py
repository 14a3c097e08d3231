"""What a name in a typed formula stands for: a declared symbol, an item of one, a constant, a function, or a new real number."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from types import MappingProxyType

from verify.domain import integer_valued
from verify.functions import BINDER_FUNCTIONS, FUNCTIONS, SCALAR_FUNCTIONS, identity, logarithm
from verify.problem import InputError
from verify.read.indexed import index_letters
from verify.read.names import ACCENTS, GREEK_LETTERS, GREEK_WORDS, canonical_name, offer
from verify.read.no_answers import words_alone
from verify.read.runs import INDEX_I, Runs
from verify.read.scan import subscript
from verify.sort import REAL, DensityFamily, Function, Parts, Random, Scalar, Sequence, Sort, Tensor, VectorFunction
from verify.term import FALSE, IMAGINARY, INFINITY, ONE, PI, TRUE, Term, contains, exp, number, postorder, symbol

EULER = exp(ONE)
CONSTANTS: Mapping[str, Term] = {
    "pi": PI, "e": EULER, "inf": INFINITY, "infinity": INFINITY, "oo": INFINITY, "∞": INFINITY,
    "true": TRUE, "false": FALSE, "True": TRUE, "False": FALSE, "otherwise": TRUE,
}  # fmt: skip
KNOWN_FUNCTIONS = frozenset(FUNCTIONS) | BINDER_FUNCTIONS | {"piecewise"}
# As SymPy prints them.
_OF_SYMPY = {
    **{name: name.lower() for name in ("Abs", "Max", "Min", "Sum", "Product", "Integral", "Derivative", "Limit", "Heaviside",
                                       "Piecewise")},
    "Rational": "rational", "Pow": "pow",
}  # fmt: skip
_KNOWN = KNOWN_FUNCTIONS | GREEK_WORDS | set(CONSTANTS)
# Before a bracket these usually are functions: a product would be a wrong guess about what was meant.
_FUNCTION_LIKE = frozenset(("f", "g", "h", "F", "G", "H", "sigma", "phi", "varphi", "psi", "Psi"))
_NO_FACTORS = _FUNCTION_LIKE | {"p", "q", "u", "v"}
_INDEX_LETTERS = frozenset("i j k l m n s t tau".split())
_ACCENTED = frozenset((*ACCENTS.values(), "star"))  # x_hat_1 is one name with one subscript
_WHICH_I = ("i, an index, a number or the imaginary unit", "declare i: real, or integer")
_UNIT = frozenset(("imaginary",))
_CONSTANT, _CONSTANT_WORDS = "C_0", frozenset(("const", "constant"))  # x^2 + const
_SHORTENED = {"eps": "epsilon", "lam": "lambda", "lmbda": "lambda"}
_OF_REAL_NUMBERS = frozenset(("gamma", "loggamma", "polygamma", "max", "min", "floor", "ceiling", "sign", "lt", "le", "item"))
_ALIKE = 0.8  # how much a word that stands alone resembles what it is a misspelling of: banana is none
_LONGEST_PRODUCT = 4  # letters that may be meant as factors

_SLOPES = {"J_": 1, "D_": 1, "H_": 2}  # Jacobians and Hessians, before the name of the function


class Naming(Runs):
    """The part of the parser that turns names into terms."""

    spelled: Mapping[str, Term] = MappingProxyType({"Pi": PI})  # constants of typed text

    @abstractmethod
    def starts_factor(self, kind: str) -> bool:
        """Whether a factor without an operator may begin with a token of this kind."""

    @abstractmethod
    def bare_argument(self, name: str, start: int) -> Term:
        """The argument of a function without brackets."""

    def named(self) -> Term:
        """The term that begins with the name at the cursor."""
        position = self.position
        text = self.tokens[position][1]
        name = text if text.isascii() and "{" not in text and "*" not in text else canonical_name(text)
        following = self.tokens[position + 1]
        if following[0] == "sub" and following[2] == self.tokens[position][3] and text not in ("√", "∞"):
            return self.with_subscript(name, subscript(following[1]))
        self.position = position + 1
        found = self.bound.get(name) or self.symbols.get(name)
        if found is not None:
            if self.bound and ("_" in name or "^" in name):
                self.check_index_not_bound(name, position)
            return self.declared_number(name, found) if isinstance(found.sort, Scalar) else self.declared(name, found)
        if text == "√":
            name = "sqrt"
        if following[0] == "(":
            name = _OF_SYMPY.get(name, name)
        if name in KNOWN_FUNCTIONS and (following[0] == "(" or name not in GREEK_WORDS):
            self.functions_used.setdefault(name, position)
            return self.function(name)
        constant = CONSTANTS.get(name) or self.spelled.get(name)
        if constant is not None:
            return constant
        if name == "C" and following[0] == "(" and (count := self.combinations(position)) is not None:
            return count
        if following[0] == "(" and name[:2] in _SLOPES and (slope := self.slope_at(name, position)) is not None:
            return slope
        delta = self.delta_of_indices(name, position)
        return self.unknown(name, position) if delta is None else delta

    def combinations(self, at: int) -> Term | None:
        """C(n, k) of integers, where nothing is called C: the number of combinations; None for one argument."""
        opened, depth, commas = self.position, 0, 0
        for place in range(opened, len(self.tokens)):
            kind = self.tokens[place][0]
            depth += (kind in ("(", "[", "{")) - (kind in (")", "]", "}"))
            commas += kind == "," and depth == 1
            if depth == 0:
                break
        if commas != 1:
            return None
        whole, chosen = self.arguments()
        if not (integer_valued(whole) and integer_valued(chosen)):
            raise self.fail("ambiguous", "C(.., ..) of what are no integers", "declare C as a function, or binomial(n, k)", at=at)
        self.choices.append("C(n, k) is read as the number of combinations")
        return self.build(at, FUNCTIONS["binomial"].build, whole, chosen)

    def check_index_not_bound(self, name: str, at: int) -> None:
        """x_i under a sum over i is no single number, though x_i is its name."""
        inside = [letter for letter in index_letters(name) if letter in self.bound] if name not in self.bound else []
        if inside:
            base = name.partition("_")[0].partition("^")[0]
            raise self.fail("ambiguous", f"{name} where {inside[0]} is bound, a number of its own or an item of {base}",
                            f"declare {base}: sequence n of real", at=at)  # fmt: skip

    def with_subscript(self, name: str, index: str) -> Term:
        """x₁ is x_1."""
        start, end = self.tokens[self.position][2], self.tokens[self.position + 1][3]
        self.tokens[self.position : self.position + 2] = [("name", f"{name}_{index}", start, end)]
        return self.named()

    def declared_number(self, name: str, found: Term) -> Term:
        if self.tokens[self.position][0] == "(":
            choice = f"{name}(...) is read as a product, as {name} is declared as a number"
            inside = [token[0] for token in self.tokens[self.position + 1 : self.position + 3]]
            if inside == ["number", ")"] and self.tokens[self.position + 1][1] == "0":
                raise self.fail("ambiguous", f"{name}(0), a value of {name} or a product",
                                f"declare {name} as a function, or write {name}*(..)", at=self.position - 1)  # fmt: skip
            (self.doubt if inside == ["name", ")"] else self.choices.append)(choice)
        return self.quantity_of(name, found) if name in self.definitions else found

    def declared(self, name: str, found: Term) -> Term:
        """What a declared name stands for, with what follows it: an index, arguments."""
        sort = found.sort
        if isinstance(sort, Scalar):
            return self.declared_number(name, found)
        kind, text, start, _ = self.tokens[self.position]
        adjacent = start == self.tokens[self.position - 1][3]
        if isinstance(sort, Function):
            return self.application(name, found)
        if isinstance(sort, DensityFamily):
            return self.density(name, found)
        if isinstance(sort, (Sequence, Tensor, Random, Parts)):
            if kind == "[" and adjacent:
                return self.bracketed_item(name, found)
            if kind == "name" and text == "_{" and adjacent:
                return self.bracketed_item(name, found)
            if kind == "(" and adjacent and self.is_index_in_brackets(sort):
                index = self.named_index(self.tokens[self.position + 1][1], self.position)
                self.position += 3
                self.choices.append(f"{name}({index!r}) is read as {name}_{index!r}")
                return self.item(name, found, [index], self.position - 4)
            if isinstance(sort, Sequence):
                raise self.fail("type-mismatch", f"the whole sequence {name} where a quantity is needed",
                                f"write {name}_1 or {name}[i]", at=self.position - 1)  # fmt: skip
            if isinstance(sort, Parts):
                raise self.fail("type-mismatch", f"{name}, the {sort.kind} of {sort.matrix.name}, where a quantity is needed",
                                f"write {sort.matrix.name}, or an index: {name}_1", at=self.position - 1)  # fmt: skip
            return self.quantity_of(name, found) if name in self.definitions else found
        raise self.fail("type-mismatch", f"the outcome {name} where a quantity is needed",
                        "an outcome stands in a density: p(x | z)", at=self.position - 1)  # fmt: skip

    def is_index_in_brackets(self, sort: Sort) -> bool:
        """Whether p(x) may be p_x: of a sequence for every index, of a vector for the index of a sum."""
        kinds = [token[0] for token in self.tokens[self.position : self.position + 3]]
        if kinds not in (["(", "name", ")"], ["(", "number", ")"]):
            return False
        kind, text = self.tokens[self.position + 1][:2]
        if kind == "number":
            return isinstance(sort, Sequence) and text.isdigit()
        bound = self.bound.get(text)
        index = bound if bound is not None else self.symbols.get(text) if isinstance(sort, Sequence) else None
        return index is not None and isinstance(index.sort, Scalar) and index.sort.is_integer

    # -------------------------------------------------------------------------------------------------------- undeclared names

    def unknown(self, name: str, at: int) -> Term:
        """A name that is neither declared nor a function or constant."""
        if name == "I" and self.tokens[self.position][0] in ("(", "[") and self.has_sizes():
            raise self.fail("ambiguous", "I before a bracket: the identity matrix, or a function", "I*(..), or declare I", at=at)
        if name == "I" and self.has_sizes():
            size = self.size_here()
            self.choices.append(f"I is read as the identity matrix of size {size!r}")
            return identity(size)
        if name in _CONSTANT_WORDS and self.is_added(at):
            self.doubt(f"{name} is read as a constant, {_CONSTANT}, and may take up what does not depend on the variable")
            return self.new(_CONSTANT, at)
        base, _, rest = name.partition("_")
        if rest and base + rest in self.symbols:
            return self.underscored(base + rest, name)
        if base in _SHORTENED and not self.has_letters_of(base):
            return self.shortened(_SHORTENED[base] + name[len(base) :], name, at)
        if base == "I" and rest and (matrix := self.identity_named(name)) is not None:
            return matrix
        longer, _, index = name.rpartition("_")
        if longer in self.symbols:  # y_hat_i, of a y_hat
            base, rest = longer, index
        found = self.bound.get(base) or self.symbols.get(base)
        if rest and found is not None and isinstance(found.sort, (Sequence, Tensor, Random, Parts)):
            if "_" in rest:
                raise self.fail("ambiguous", f"{name!r}", f"write {base}[i]*{base}[j]", at=at)
            return self.subscripted(base, found, rest, at)
        following = self.tokens[self.position][0]
        if base == "log" and rest and (following in ("(", "number") or self.starts_factor(following)):
            return self.logarithm(rest, at)
        head = base.rstrip("0123456789")
        if not rest and head != base and f"{head}_{base[len(head) :]}" in self.symbols:
            return self.underscored(f"{head}_{base[len(head) :]}", name)
        if head != base and head in SCALAR_FUNCTIONS and not rest and self.tokens[self.position][0] == "(":
            raise self.fail("ambiguous", f"{name}(..), {head} with an index, of a product or to a power",
                            f"{head}(x)^{base[len(head) :]}, or log_2(x)", at=at)  # fmt: skip
        single = len(head) == 1 or head in GREEK_WORDS
        if name == "_{" or ("_" in rest and rest.partition("_")[0] not in _ACCENTED):
            raise self.fail("unexpected-token", f"{name!r}", "one subscript on a declared sequence or a plain name", at=at)
        if single and (head == base or head not in CONSTANTS or self.is_numbered(head)):
            return self.new(name, at)
        pieces = self.pieces(head, rest) or self.factors_of_statistic(name)
        whole = pieces is not None and len(pieces) == 1
        if not pieces or (whole and (head not in SCALAR_FUNCTIONS or rest)) or (pieces[-1] in FUNCTIONS and rest):
            raise self.unknown_name(name, at)
        return self.split(pieces, name, at)

    def slope_at(self, name: str, at: int) -> Term | None:
        """J_f(x), the Jacobian of a declared map f there, and H_f(x), the Hessian of a function; None for any other name."""
        function = self.symbols.get(name[2:])
        sort = None if function is None else function.sort
        if function is None or not isinstance(sort, VectorFunction) or (name[0] == "H") != (sort.rows is None):
            return None
        return self.application_to_column(function.name, function, at, _SLOPES[name[:2]])

    def is_numbered(self, letter: str) -> bool:
        """Whether names of this letter are numbered, and it never stands alone: the e of e1 - e0."""
        numbers = {text for kind, text, _, _ in self.tokens if kind == "name" and text[0] == letter and text[1:].isdigit()}
        return len(numbers) > 1 and all(token[1] != letter for token in self.tokens)

    def is_added(self, at: int) -> bool:
        """Whether the word at this place is a summand, the last one or between others, and its name is free."""
        before, after = self.tokens[at - 1][0] if at else "", self.tokens[self.position][0]
        is_free = _CONSTANT not in self.symbols and all(token[1] != _CONSTANT for token in self.tokens)
        return is_free and before in ("+", "-") and after in ("+", "-", "=", ")", "]", "}", ",", "end")

    def has_letters_of(self, word: str) -> bool:
        """Whether a letter of a word has a meaning of its own: the l of lam x + l."""
        return any(letter in self.symbols or any(token[1] == letter for token in self.tokens) for letter in word)

    def shortened(self, name: str, written: str, at: int) -> Term:
        """epsilon, written eps, unless it is written in full as well."""
        if any(token[1] == name for token in self.tokens):
            raise self.fail("ambiguous", f"{written} beside {name}", f"declare {written}, or write one of them", at=at)
        self.choices.append(f"{written} is read as {name}")
        declared = self.symbols.get(name)
        return self.unknown(name, at) if declared is None else self.declared(name, declared)

    def identity_named(self, name: str) -> Term | None:
        """I_n and I_2, if a vector or matrix has that size."""
        base, _, word = name.partition("_")
        size = self.size_named(word) if base == "I" and base not in self.symbols else None
        if size is None:
            return None
        self.choices.append(f"{name} is read as the identity matrix")
        return identity(size)

    def size_named(self, word: str) -> Term | None:
        size = number(int(word)) if word.isdigit() else self.symbols.get(word)
        return size if size in self.known_sizes() else None

    def underscored(self, declared: str, name: str) -> Term:
        """x1 for a declared x_1, and x_1 for a declared x1."""
        self.choices.append(f"{name} is read as {declared}")
        return self.declared(declared, self.symbols[declared])

    def logarithm(self, base: str, at: int) -> Term:
        """log_2(x), log_2 x and log_e x."""
        number_or_name = number(int(base)) if base.isdigit() else self.bound.get(base) or self.symbols.get(base)
        if base == "e" and number_or_name is None:
            number_or_name = CONSTANTS[base]
        elif number_or_name is None or not (base.isdigit() or isinstance(number_or_name.sort, Scalar)):
            raise self.fail("unknown-name", f"the base {base} of a logarithm", f"declare {base}, or write log(x, {base})", at=at)
        args = self.arguments() if self.tokens[self.position][0] == "(" else [self.bare_argument("log", at)]
        if len(args) != 1 or args[0].shape:
            raise self.fail("wrong-arity", "a logarithm of more than one number", "log_2(x)", at=at)
        return logarithm(self.quantity(args[0], at), number_or_name)

    def new(self, name: str, at: int) -> Term:
        """The undeclared number of this name."""
        if name == "i":
            return self.imaginary_unit(at)
        if self.tokens[self.position][0] == "(" and name in _FUNCTION_LIKE and not self.is_inside_itself(name):
            raise self.fail("ambiguous", f"{name}(...), with {name} not declared",
                            f"declare {name} as a function, or write {name}*(...)", at=at)  # fmt: skip
        kind, text, start, _ = self.tokens[self.position]
        if start == self.tokens[at][3] and (kind in ("[", "'") or text == "_{") and not self.is_before_factor(name):
            raise self.fail("unknown-name", f"{name} with an index or a prime, and not declared",
                            f"declare {name}: vector n, sequence n of real, or function", at=at)  # fmt: skip
        if self.bound and "_" in name:
            self.check_index_not_bound(name, at)
        if self.definitions and "_" in name:
            self.check_not_beside_defined(name, at)
        if kind == "(":
            self.called[name] = None
        if kind in ("(", "[") and name not in self.undeclared:
            self.choices.append(f"{name}(...) is read as a product, as {name} is not declared as a function")
        term = self.undeclared.get(name)
        if term is None:
            term = self.undeclared[name] = symbol(name, REAL)
        return term

    def is_before_factor(self, name: str) -> bool:
        r"""Whether \alpha[r - b], with a sum of what is no index, is a product: of a small letter that no function has."""
        is_bracket = self.tokens[self.position][0] == "[" and self.starts_factor("[")
        return is_bracket and name.islower() and name not in _NO_FACTORS and self.is_before_sum()

    def is_before_sum(self) -> bool:
        """Whether the brackets at the cursor have a sum in them, of what is neither an index nor a time."""
        depth = 0
        kinds: set[str] = set()
        names: set[str] = set()
        for place in range(self.position, len(self.tokens)):
            kind, text, _, _ = self.tokens[place]
            depth += (kind in ("(", "[", "{")) - (kind in (")", "]", "}"))
            if depth == 0:
                break
            kinds |= {kind} if depth == 1 else set()
            names |= {text} if kind == "name" else set()
        return not kinds.isdisjoint(("+", "-")) and "," not in kinds and not names <= _INDEX_LETTERS

    def check_not_beside_defined(self, name: str, at: int) -> None:
        """S_2 is no number of its own where S_n is defined, with a whole number n."""
        base = name.rpartition("_")[0]
        for other in self.definitions:
            index = self.symbols.get(other[-1]) if other[:-1] == f"{base}_" else None
            if index is not None and isinstance(index.sort, Scalar) and index.sort.is_integer:
                raise self.fail("ambiguous", f"{name} beside the {other} that is defined",
                                f"define {name} as well, or a function {base}({other[-1]})", at=at)  # fmt: skip

    def is_inside_itself(self, name: str) -> bool:
        """Whether a name stands alone in the brackets at the cursor: the h of h(d + h) is a number."""
        depth = 0
        for place in range(self.position, len(self.tokens)):
            kind, text, _, _ = self.tokens[place]
            depth += (kind in ("(", "[", "{")) - (kind in (")", "]", "}"))
            if depth < 1:
                return False
            if (kind, text) == ("name", name) and self.tokens[place + 1][0] != "(":
                return True
        return False

    def stands_alone(self, name: str) -> bool:
        """Whether a name occurs before no bracket."""
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return any(here[:2] == ("name", name) and after[0] != "(" for here, after in pairs)

    def imaginary_unit(self, at: int) -> Term:
        """i where nothing has that index."""
        if INDEX_I.search(self.source):
            raise self.fail("ambiguous", *_WHICH_I, at=at)
        self.place_of_unit = at
        self.choices.append("i is read as the imaginary unit")
        return IMAGINARY

    def check_imaginary_unit(self, term: Term) -> None:
        """Raises InputError for i! and max(i, 1), which no imaginary unit has."""
        if self.place_of_unit is None:
            return
        if any(part.op in _OF_REAL_NUMBERS and contains(part, _UNIT) for part in postorder(term)):
            raise self.fail("ambiguous", *_WHICH_I, at=self.place_of_unit)

    def unknown_name(self, name: str, at: int) -> InputError:
        words = words_alone(self.source)
        near = offer(name, [*_KNOWN, *self.symbols], _ALIKE if words else 0.6)
        if words and not near:
            return self.fail("unknown-name", f"{words!r}, which is no formula", f"a formula; {name} is not declared", at=at)
        called = self.tokens[self.position][0] == "("
        stars = "*".join(name) if name.isalpha() and len(name) <= _LONGEST_PRODUCT else ""
        help = near or (f"write {stars}, or declare {name}" if stars and not called else f"declare {name}")
        return self.fail("unknown-name", f"unknown {'function' if called else 'name'} {name!r}", help, at=at)

    def is_function_next(self) -> bool:
        """Whether the name at the cursor begins a function, at which the argument of a function without brackets ends."""
        return self.is_function_at(self.position)

    def is_function_at(self, place: int) -> bool:
        kind, text, _, _ = self.tokens[place]
        if kind != "name" or text in self.symbols or text in self.bound:
            return False
        if text in KNOWN_FUNCTIONS:
            return True
        run = self.pieces(text.rstrip("0123456789"))
        return run is not None and len(run) > 1 and any(piece in SCALAR_FUNCTIONS and piece not in self.symbols for piece in run)


assert not set(GREEK_LETTERS) & _KNOWN
