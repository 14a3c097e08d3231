"""Atoms of typed formulas with their postfixes and exponents: 2, x_1, (..), |..|, x^2, n!, A'."""

from __future__ import annotations

import re
from collections.abc import Mapping

from verify.complex_parts import modulus, squared_modulus
from verify.functions import checked_index, determinant, elementwise, factorial, inverse, matrix_power, norm, sum_norm
from verify.read.answers import Answers
from verify.read.calls import MAXIMAL_EXPONENT, minus_sign
from verify.read.naming import EULER
from verify.read.scan import exact, superscript
from verify.sort import Tensor
from verify.term import (
    HALF,
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    Term,
    call,
    contains,
    exp,
    free_symbols,
    item,
    make,
    matrix,
    number,
    postorder,
    power,
    transpose,
)

_UNIT = frozenset(("imaginary",))
_BEHIND = frozenset(("^", ".^", "super", "!", "'", "T", "_+", "_", "["))  # what may belong to the atom before it
_LONE_T = re.compile(r"(?<![\^{\w\\])T(?!\w)")
_TRANSPOSED = re.compile(
    r"\s*(?:\^\s*\{?\s*(?:\\(?:top|intercal|T|mathsf|mathrm|prime)(?![A-Za-z])|T(?![A-Za-z])|⊤)|'|\.T(?![A-Za-z])|[ᵀ⊤])"
)
_MODULES = re.compile(r"(?<![A-Za-z0-9_])(?:numpy|np|jnp|torch)\.")


class Atoms(Answers):
    """The part of the parser that reads factors."""

    def __init__(self, source: str, symbols: Mapping[str, Term], sizes: tuple[Term, ...] = ()) -> None:
        super().__init__(source, symbols, sizes)
        # Of Python, where A * B is no matrix product.
        self.is_code = "@" in source or ("." in source and _MODULES.search(source) is not None)
        self.normed: Term = ZERO  # the vector of the last norm
        self.volumes: dict[int, tuple[Term, Term]] = {}  # matrices in the inner bars of ||A||, and their norms
        self.moduli: dict[Term, Term] = {}  # what they are of, where that has the imaginary unit
        self.norms: dict[int, Term] = {}  # norms of vectors by the position of their closing bar

    def power(self) -> Term:
        """An atom with its postfixes and its exponent."""
        start = self.position
        base = self.atom()
        while True:
            kind, text, _, _ = self.tokens[self.position]
            if kind not in _BEHIND:
                return base
            if kind == "^":
                self.position += 1
                if base.shape and self.is_transpose_mark(is_rectangular=base.shape[0] is not base.shape[1]):
                    self.position += 1
                    base = transpose(base)
                    if self.starts_factor(self.tokens[self.position][0]):
                        return base  # W^T W: what follows is the next factor
                    continue
                if base.shape and self.tokens[self.position][0] == "-":  # A^-T
                    self.position += 1
                    if self.is_transpose_mark():
                        self.position += 1
                        base = self.build(start, inverse, transpose(base))
                        continue
                    self.position -= 1
                at = self.position
                self.deeper()
                exponent = self.quantity(self.signed_power(), at)
                self.depth -= 1
                base = self.raised(base, exponent, start, at)
            elif kind == ".^":
                base = self.entrywise_power(base, start)
            elif kind == "super":
                self.position += 1
                base = self.raised(base, number(self.integer(superscript(text))), start, self.position - 1)
            elif kind == "!":
                base = self.factorial(base, start)
                continue
            elif kind == "'" or kind == "T":
                base = self.transposed(base, start)
                continue
            elif kind == "_+":
                base = self.positive_part(base, start)
                continue
            elif kind in ("_", "[") and self.may_have_index(base):
                base = self.indexed(base, start)
                continue
            else:
                return base
            if self.tokens[self.position][0] in ("!", "'", "super", "^", ".^"):
                raise self.fail("ambiguous", "a second exponent", "use brackets: (x^2)^3 or x^(2^3)")
            return base

    def transposed_number(self, base: Term, exponent: Term, start: int) -> Term | None:
        """(x^T A y)^T for a number of vectors is that number; of another number T may be an exponent that nobody declared."""
        name = exponent.args[1] if exponent.op == "mul" and exponent.args[:-1] == (MINUS_ONE,) else exponent
        if base.shape or name.op != "symbol" or name.name not in self.undeclared or name.name not in ("T", "t", "H"):
            return None
        if self.is_of_vectors(base):
            self.undeclared.pop(name.name)
            return base if name is exponent else self.build(start, make, "power", (base, MINUS_ONE))
        has_tensors = any(isinstance(each.sort, Tensor) for each in self.symbols.values())
        if name.name == "T" and (has_tensors or base.op != "symbol"):
            self.doubt(f"{self.slice(start, self.position - 1)} is read as a power, and {name.name} may be a transpose")
        return None

    def is_of_vectors(self, base: Term) -> bool:
        """Whether a number is made of vectors or matrices, so that ^T is its transpose: it is noted that it is the number."""
        if not any(isinstance(each.sort, Tensor) for each in free_symbols(base)):
            return False
        self.choices.append("the transpose of a number is read as the number")
        return True

    def may_be_transposed(self, base: Term, exponent: Term) -> bool:
        """Whether x^T stands here with neither declared, and T nowhere else; what has a Greek name is a number."""
        names = self.undeclared
        is_undeclared = exponent.name == "T" and exponent.name in names and base.op == "symbol" and base.name in names
        is_latin = is_undeclared and len(base.name.partition("_")[0]) == 1
        return is_latin and _LONE_T.search(self.source) is None

    def may_have_index(self, base: Term) -> bool:
        """Whether the _i or [i] at the cursor is that of a column or matrix in brackets: softmax(z)_i, (A x)[i], (AB)_{ij}."""
        before, here = self.tokens[self.position - 1], self.tokens[self.position]
        is_pair = before[0] == ")" and (here[0] == "[" or self.tokens[self.position + 1][0] == "{")
        return (base.shape[1:] == (ONE,) or (base.shape != () and is_pair)) and before[0] in (")", "]") and before[3] == here[2]

    def indexed(self, base: Term, start: int) -> Term:
        """One entry of a column or a matrix, from the _ or [ on."""
        opened = self.position
        closing = {"[": "]", "{": "}"}.get(self.tokens[opened + (self.tokens[opened][0] == "_")][0], "")
        self.position += 1 + (closing == "}")
        indices: list[Term] = []
        for length in base.shape if base.shape[1] is not ONE else base.shape[:1]:
            if indices and (closing == "]" or self.tokens[self.position][0] == ","):
                self.expect(",", opened)
            at, is_sum = self.position, closing == "]" or (closing == "}" and base.shape[1] is ONE)
            indices.append(self.quantity(self.sum() if is_sum else self.atom(), at))
            self.build(at, checked_index, indices[-1], length, "a vector" if base.shape[1] is ONE else "a matrix")
        if closing:
            self.expect(closing, opened)
        if len(indices) == 2 and self.tokens[self.position][0] == "^" and not self.is_number_above():
            seen = f"{self.slice(start, self.position - 1)}^..., a power of the entry or an entry of the power"
            raise self.fail("ambiguous", seen, "brackets around what the power is of")
        return self.build(start, item, base, *indices)

    def is_number_above(self) -> bool:
        """Whether the ^ at the cursor has a number without a sign behind it."""
        above = self.position + 1
        return self.tokens[above + (self.tokens[above][0] == "{")][0] == "number"

    def signed_power(self) -> Term:
        negative = False
        while (kind := self.tokens[self.position][0]) in ("-", "+"):
            negative ^= kind == "-"
            self.position += 1
        at = self.position
        term = self.power()
        return minus_sign(self.quantity(term, at)) if negative else term

    def raised(self, base: Term, exponent: Term, start: int, at: int) -> Term:
        self.quantity(base, start)
        if exponent.op == "number" and max(abs(exponent.value[0]), exponent.value[1]) > MAXIMAL_EXPONENT:
            raise self.fail("too-large", "an exponent that is too large", f"at most {MAXIMAL_EXPONENT}", at=at)
        self.note_end_of_exponent(start, at)
        if (turned := self.transposed_number(base, exponent, start)) is not None:
            return turned
        if exponent.op == "symbol" and self.may_be_transposed(base, exponent):
            raise self.fail("ambiguous", f"{base.name}^T, a power or a transpose", f"declare {base.name}, or T", at=at)
        if base is EULER and self.tokens[start][1] == "e":
            return exp(exponent)
        if exponent is TWO and self.tokens[start][1] in ("norm", "|") and base.op == "power" and base.args[1] is HALF:
            return base.args[0]  # |x|^2 is x^T x itself, and not the square of its root
        if exponent is TWO and self.tokens[start][0] == "|" and base in self.moduli:
            return squared_modulus(self.moduli[base])
        is_plain = exponent.op == "number" and self.has_known_size(base)
        if base.shape[1:] == (ONE,) and not exponent.shape and (self.in_diagonal or base.op == "map" or is_plain):
            choice = f"{self.slice(start, self.position - 1)} is read entry by entry"
            if self.in_diagonal or self.is_code:
                self.choices.append(choice)
            else:
                kind = self.entry_powers if exponent is TWO else []  # x^3 is a column to those who read x^T x x, too
                self.doubt_entries(choice, kind)
            return self.build(start, elementwise, lambda entry: power(entry, exponent), base)
        if base.shape and self.is_code:
            raise self.fail("ambiguous", "a power of an array, entry by entry or of a matrix", "A @ A", at=at)
        if base.shape:
            return self.build(start, matrix_power, base, exponent)
        term = self.build(start, make, "power", (base, exponent))
        self.plain_power = term
        return term

    def note_end_of_exponent(self, start: int, at: int) -> None:
        """What follows an exponent without a space, in x^2y and x^1/2, might be meant to belong to it; in e^2x it often is."""
        here = self.position
        following, text, begins, _ = self.tokens[here]
        if self.tokens[at][0] == "(" or begins != self.tokens[here - 1][3]:
            return
        power = self.slice(start, here - 1)
        if following in ("name", "("):
            sort = getattr(self.symbols.get(text), "sort", None)
            often = self.tokens[start][0] == "number" or self.tokens[start][1] == "e" or getattr(sort, "is_integer", False)
            note = self.doubt_grouping if often else self.choices.append
            note(f"{self.slice(start, here)} is read as ({power})*{text}")
            return
        at += self.tokens[at][0] == "-"
        if following == "/" and here == at + 1 and self.tokens[at][0] == self.tokens[here + 1][0] == "number":
            note = self.doubt_grouping if self.tokens[at][1] == "1" else self.choices.append
            note(f"{self.slice(start, here + 1)} is read as ({power})/{self.tokens[here + 1][1]}")

    def entrywise_power(self, base: Term, start: int) -> Term:
        """x.^2, from the operator on."""
        self.position += 1
        at = self.position
        exponent = self.quantity(self.signed_power(), at)
        if not base.shape:
            return self.raised(base, exponent, start, at)
        if exponent.shape:
            raise self.fail("unsupported", "an exponent that is an array", "a number", at=at)
        return self.build(start, elementwise, lambda entry: power(entry, exponent), base)

    def integer(self, text: str) -> int:
        try:
            return int(text)
        except ValueError:
            raise self.fail("malformed-number", f"{text!r} as an exponent", "an integer", at=self.position - 1) from None

    def factorial(self, base: Term, start: int) -> Term:
        self.position += 1
        if self.tokens[self.position][0] == "!":
            raise self.fail("ambiguous", "'!!', which may be a double factorial or a factorial of a factorial", "write (n!)!")
        return self.build(start, factorial, self.quantity(base, start))

    def is_transpose_mark(self, *, is_rectangular: bool = False) -> bool:
        """Whether the T at the cursor transposes; a declared T does so only where nothing has other powers."""
        kind, text, start, end = self.tokens[self.position]
        if kind == "name" and text[0] == "T" and text[1:2].isalpha() and not {"T", text} & set(self.symbols):
            self.tokens[self.position : self.position + 1] = [("name", "T", start, start + 1), ("name", text[1:], start + 1, end)]
            kind, text = "name", "T"  # W^TWx
        return kind == "T" or (kind == "name" and text == "T" and (is_rectangular or "T" not in self.symbols))

    def positive_part(self, base: Term, start: int) -> Term:
        """(x)_+ = max(x, 0), of a vector entry by entry."""
        self.position += 1
        self.quantity(base, start)
        if base.shape:
            return self.build(start, elementwise, lambda entry: call("max", entry, ZERO), base)
        return self.build(start, call, "max", base, ZERO)

    def transposed(self, base: Term, start: int) -> Term:
        if not base.shape:
            raise self.fail("unexpected-token", "a prime on a number", "diff(f, x) differentiates; a prime transposes a matrix")
        self.position += 1
        if self.tokens[self.position][0] == "'":
            raise self.fail("unexpected-token", "a second prime", "write transpose(transpose(A))")
        return transpose(base)

    def atom(self) -> Term:
        kind, text, _, _ = self.tokens[self.position]
        if kind == "number":
            self.position += 1
            if "e" in text or "E" in text:
                self.choices.append(f"{text} is read as {text.lower().partition('e')[0]}*10^({text.lower().partition('e')[2]})")
            return number(int(text)) if text.isdigit() else number(exact(text))
        if kind == "name":
            rate = self.rate() if text == "d" and "d" not in self.bound else None
            if self.definitions and text[:1] == "d" and rate is None:
                if self.is_rate_of_quantity():
                    return self.atom()
                self.check_no_rate()
            return self.named() if rate is None else rate
        if kind == "(":
            return self.bracketed()
        if kind == "|":
            return self.absolute()
        if kind == "[":
            return self.literal_matrix()
        if kind == "{":
            return self.literal_set()
        if kind == "if":
            return self.conditional()
        raise self.unexpected("a number, a name or a bracket")

    def bracketed(self) -> Term:
        opened = self.position
        self.position += 1
        bars, self.bars = self.bars, 0
        term = self.statement(0)
        self.bars = bars
        if self.tokens[self.position][0] == "," and self.wanted == "point":
            term = self.point(self.quantity(term, opened + 1), opened)
        elif self.tokens[self.position][0] == ",":
            raise self.fail("unexpected-token", "a comma in brackets", "a vector is [a, b]; a decimal point is '.'")
        self.expect(")", opened)
        self.plain_power = None
        return term

    def point(self, first: Term, opened: int) -> Term:
        """(a, b) as a column, or as a row where one is asked for; from the comma behind a on.  (a, b)^T is no other point."""
        entries = [first]
        while self.step(","):
            at = self.position
            entries.append(self.quantity(self.statement(0), at))
        is_row = self.shape is not None and self.shape[:1] == (ONE,)
        is_transposed = self.tokens[self.position][0] == ")" and _TRANSPOSED.match(self.source, self.tokens[self.position][3])
        shape = (1, len(entries)) if is_row != bool(is_transposed) else (len(entries), 1)
        self.choices.append(f"{self.slice(opened, self.position)} is read as a vector")
        return self.build(opened, matrix, *shape, entries)

    def absolute(self) -> Term:
        opened = self.position
        self.position += 1
        self.bars += 1
        inner = self.quantity(self.sum(), opened + 1)
        self.bars -= 1
        self.expect("|", opened)
        self.plain_power = None
        self.check_bars()
        matrix, volume = self.volumes.get(self.position - 2, (ZERO, ZERO))
        if volume is not ZERO:
            if volume is not inner or self.tokens[opened + 1][0] != "|":
                raise self.fail("ambiguous", "bars that can be paired in two ways", "det(A), norm(A) or abs(x)", at=opened)
            return self.norm_of_matrix(matrix, opened)
        if self.position - 2 in self.norms and self.tokens[opened + 1][0] == "|" and self.norms[self.position - 2] is inner:
            return self.norm_with_index(inner, opened)  # ||v|| was already read as the norm
        if not inner.shape:
            found = modulus(inner)
            if inner.op == "symbol" and inner.name in self.undeclared and inner.name.isupper():
                self.doubt(f"|{inner.name}| is read as an absolute value, as {inner.name} is not declared")
            if contains(inner, _UNIT):
                self.moduli[found] = inner
            return found
        if inner.shape[1] is not ONE:
            if self.bars and self.tokens[opened - 1][0] == self.tokens[self.position][0] == "|":  # those of ||A||_F, inside
                self.volumes[self.position - 1] = inner, norm(inner)
                return norm(inner)
            if inner.shape[0] is not inner.shape[1]:
                shapes = inner.shape, inner.shape[::-1]
                raise self.fail("ambiguous", "bars round a matrix", "write det(A) or norm(A)", at=opened, shapes=shapes)
            if any(part.op == "gradient" or (part.op == "apply" and any(part.value)) for part in postorder(inner)):
                raise self.fail("ambiguous", "bars round a Jacobian: its determinant, or the absolute value of that",
                                "|det(J)|, or det(J)", at=opened)  # fmt: skip
            self.choices.append("bars round a square matrix are read as its determinant")
            return determinant(inner)
        if self.in_diagonal:
            self.choices.append(f"{self.slice(opened, self.position - 1)} is read entry by entry")
            return self.build(opened, elementwise, modulus, inner)
        term = self.build(opened, norm, inner)
        self.norms[self.position - 1] = term
        self.normed = inner
        return term

    def norm_of_matrix(self, matrix: Term, opened: int) -> Term:
        """||A||_F; without its index this is the spectral norm to others, and |A| alone the determinant."""
        if [token[1] for token in self.tokens[self.position : self.position + 2]] != ["_", "F"]:
            raise self.fail("ambiguous", "double bars round a matrix", "||A||_F, or norm(A)", at=opened)
        self.position += 2
        return self.build(opened, norm, matrix)

    def norm_with_index(self, term: Term, opened: int) -> Term:
        """||v||, or with its index ||v||_2, ||v||_1, ||A||_F."""
        braces = self.tokens[self.position][1] == "_{"
        if not braces and not self.step("_"):
            return term
        self.position += braces
        which = self.tokens[self.position][1]
        self.position += 1
        if braces:
            self.expect("}", self.position - 2)
        if which not in ("1", "2", "F"):
            raise self.fail("unsupported", f"the norm with index {which}", "the Euclidean or the Frobenius norm", at=opened)
        return self.build(opened, sum_norm, self.normed) if which == "1" else term

    def check_bars(self) -> None:
        """|x|y|z|: the bars may be paired in two ways; those of |x|(1 + |y|) are not, as a bracket stands round two of them."""
        place, depth = self.position, 0
        if self.tokens[place][0] not in ("name", "number", "("):
            return
        while self.tokens[place][0] in ("name", "number", "(", ")", "^", "{", "}") and depth >= 0:
            depth += {"(": 1, ")": -1}.get(self.tokens[place][0], 0)
            place += 1
        if depth == 0 and self.tokens[place][0] == "|" and self.bars == 0 and self.tokens[place][1] == "|":
            raise self.fail("ambiguous", "bars that can be paired in two ways", "write abs(...), or a * between the factors")
