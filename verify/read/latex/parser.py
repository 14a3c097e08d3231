r"""LaTeX formulas: the grammar of typed formulas with TeX's groups, scripts and brackets.

Where people disagree there is one reading, which is listed in `Reading.choices`:

    written                      is read as              written                     is read as
    \frac{1}{2}x                 (1/2) x                 \log x^2                    log(x^2)
    x_12                         x_1 2, as TeX shows     \sin x \cos y               sin(x) cos(y)
    \sum_i x_i y_i + c           (sum of x_i y_i) + c    \frac{d}{dx} f g            d(f g)/dx
    \sum_i x_i                   over the indices of x   \int f \, dx                up to its dx
    A^T, A^\top, A' (a matrix)   the transpose           \|x\|, \|x\|_2, \|A\|_F     the Euclidean norm
    \exp\{x\}, \exp[x]           exp(x)                  x^*                         a name of its own, x_star

What has no safe reading is a problem: `\log^{-1} x`, `f(x)` with f not declared, `\frac{\partial L}{\partial w}` of an L that
does not contain w, `\prod_i x_i c`, `\nabla f` without a variable, `\pm` in a quantity.
Sets are read by `verify.read.set_notation`, answers of several values by `verify.read.answers`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from verify.functions import FUNCTIONS, max_norm, norm, sum_norm
from verify.read.declare import ENTRIES
from verify.read.definitions import NO_DEFINITIONS, Definition
from verify.read.items import lengths_of
from verify.read.latex.groups import PARTNER
from verify.read.latex.letters import check_letters
from verify.read.latex.powers import Powers
from verify.read.latex.scan import scan_latex
from verify.read.names import GREEK_WORDS, canonical_name
from verify.read.naming import KNOWN_FUNCTIONS
from verify.read.scan import Token, problem
from verify.read.text import Reading, read_with
from verify.read.words import WORDS_OF_LATEX, with_words
from verify.sort import Parts, Random, Scalar, Sequence, Tensor
from verify.term import ONE, TWO, Shape, Term, make

_BARE = frozenset(("det", "tr", "trace", "var", "diag"))
_ENDS = frozenset(("rfloor", "rceil", "end", "infty", "cup", "cap", "setminus", "rangle", "sim"))
_SPELLED = {"Tr": "tr", "trace": "tr", "Diag": "diag", "sgn": "sign", "ReLU": "relu", "sech": "sech"}
_OF_PROBABILITY = frozenset(("E", "Var", "Cov", "KL", "D_KL", "H"))
_PARTICULAR = frozenset((*_SPELLED, *_OF_PROBABILITY, "log10"))  # names that stand for others, or may


def read_latex(
    source: str,
    symbols: Mapping[str, Term],
    shape: Shape | None = None,
    wanted: str = "",
    definitions: Mapping[str, Definition] = NO_DEFINITIONS,
) -> Reading:
    """Read a LaTeX formula, with or without dollars, whose declared names are `symbols`; see `read_text` for the hints.

    Raises InputError whose problem has the source and a span.
    """
    cross = _CROSS_PRODUCT.search(source)
    if cross is not None and not {canonical_name(cross[1]), canonical_name(cross[2])} <= symbols.keys():
        raise problem("ambiguous", "a product of vectors that are not declared", source, *cross.span(), "declare them: vector 3")
    return read_with(LatexParser, source, symbols, shape, wanted, definitions)


_ARROW = r"\\(?:vec|mathbf|boldsymbol|bm)\s*\{?\s*(\\?[A-Za-z]+)\s*\}?"
_CROSS_PRODUCT = re.compile(rf"{_ARROW}\s*\\(?:times|cdot)\s*{_ARROW}")


class LatexParser(Powers):
    """What TeX writes otherwise than typed text does."""

    set_braces = (r"\{", r"\}")
    has_bracket_matrices = False
    brackets_open = 0  # while a [ is open, the next one is no factor
    has_conditions = False
    spelled: Mapping[str, Term] = MappingProxyType({})  # \Pi is no number

    def scanned(self) -> list[Token]:
        entries = [name.removeprefix(ENTRIES) for name in self.symbols if name.startswith(ENTRIES)]
        self.tokens = scan_latex(self.source, [name for name in self.symbols if len(name) > 1], entries)
        check_letters(self.source, self.symbols, self.tokens)
        self.note_places()
        if WORDS_OF_LATEX.search(self.source):
            self.tokens = with_words(self.tokens, self.symbols, self.choices, self.fail, is_typed=False)
        return self.tokens

    # --------------------------------------------------------------------------------------------------------------- atoms

    def atom(self) -> Term:
        kind, text, _, _ = self.tokens[self.position]
        if kind == "name" or kind == "number":
            return super().atom()
        if kind == "at(":
            return self.left_bar(self.position)
        if kind == "{":
            return self.visible_group()
        if kind == "command":
            return self.command(text)
        if kind in (r"\{", "["):
            return self.other_brackets()
        if kind == "norm":
            return self.norm_bars()
        return super().atom()

    def starts_factor(self, kind: str) -> bool:
        if kind == "command":
            return self.tokens[self.position][1] not in _ENDS and not self.begins_another_product()
        if kind == "number" and self.is_number_of_product():
            return True
        if kind in ("norm", "|") and self.tokens[self.position][1].endswith("ert"):  # \left| and \lvert open, whatever is open
            side = self.tokens[self.position][1][0]
            return side == "l" or (side in "vV" and (self.norms_open if kind == "norm" else self.bars) == 0)
        if kind == "norm":
            return self.norms_open == 0
        if kind == "[":
            return self.brackets_open == 0
        return kind in ("{", r"\{", "at(") or super().starts_factor(kind)

    def is_number_of_product(self) -> bool:
        r"""Whether the number at the cursor is a factor: \binom{4}{2} 3, \binom42 3, C_1 2^n, and n2^n, where few mean n_2."""
        before, here, after = self.tokens[self.position - 1 : self.position + 2]
        if before[0] == "}" or self.position == self.end_of_binomial:
            return True
        if before[0] != "name" or after[0] != "^" or before[1] in KNOWN_FUNCTIONS:
            return False
        name = self.bound.get(canonical_name(before[1])) or self.symbols.get(canonical_name(before[1]))
        is_number = name is not None and isinstance(name.sort, Scalar) and f"{name.name}_{here[1]}" not in self.symbols
        if before[3] == here[2] and not is_number:
            self.doubt(f"{before[1]}{here[1]}^ is read as {before[1]}*{here[1]}^")
        return True

    def divide(self, factors: list[Term], at: int, literal: bool) -> bool:
        """x/y; d/dx is the derivative to most, and here a d divided by d times x."""
        above = at - 2
        while above > 0 and self.tokens[above][0] in ("^", "{", "}", "number", "super"):  # d^{2}/dx^{2}
            above -= 1
        pair = self.tokens[above][:2], self.tokens[at][:2]
        if pair == (("name", "d"), ("name", "d")) and self.tokens[at + 1][0] in ("name", "command"):
            raise self.fail("ambiguous", "d/d, a derivative or a quotient", r"\frac{d}{dx} f", at=at)
        return super().divide(factors, at, literal)

    def other_brackets(self) -> Term:
        r"""\{...\} and [...] used as brackets; \{1, 2\} is a set, and \{1\} too where it is all there is."""
        opened = self.position
        left = self.tokens[opened][0]
        if left == r"\{" and self.is_builder(opened):
            return self.braces()
        self.position += 1
        bars, self.bars, self.brackets_open = self.bars, 0, self.brackets_open + (left == "[")
        found = [self.statement(0)]
        while self.step(","):
            found.append(self.quantity(self.statement(0), self.position))
        self.bars, self.brackets_open = bars, self.brackets_open - (left == "[")
        if left == "[" and self.tokens[self.position][0] == ")":
            raise self.fail("unsupported", "an interval", "declare the domain, or write the inequalities", at=opened)
        self.expect(PARTNER[left], opened)
        self.plain_power = None
        is_whole = opened == 0 and self.tokens[self.position][0] == "end"
        if left == "[" and len(found) == 1 and self.tokens[self.position][0] in ("_", "^") and self.is_between(self.position):
            self.position -= 1
            return self.at_place(self.quantity(found[0], opened + 1), opened)
        if len(found) == 1 and not (left == r"\{" and is_whole):
            return found[0]
        if left == "[":
            raise self.fail("ambiguous", "[a, b], an interval or a vector", r"\begin{pmatrix} a \\ b \end{pmatrix}", at=opened)
        return make("finite_set", tuple(found))

    def begins_no_set(self) -> bool:
        kind, text, _, _ = self.tokens[0]
        return (kind == "command" and text != "mathbb") or super().begins_no_set()

    def is_real_line(self, at: int) -> bool:
        return self.end_of_real_line(at) > at + 1 or super().is_real_line(at)

    def end_of_real_line(self, at: int) -> int:
        r"""The place behind \mathbb{R}, or behind one token."""
        for shape in (("mathbb", "{", "R", "}"), ("mathbb", "R")):
            if tuple(token[1] for token in self.tokens[at : at + len(shape)]) == shape:
                return at + len(shape)
        return at + 1

    def norm_bars(self) -> Term:
        opened = self.position
        self.position += 1
        self.norms_open += 1
        inner = self.quantity(self.sum(), opened + 1)
        self.norms_open -= 1
        self.expect("norm", opened)
        self.plain_power = None
        self.put_index_first()
        if self.step("_"):
            at = self.position
            which = self.word_of_script()
            if which == "1" and inner.shape and inner.shape[1] is ONE:
                return self.build(opened, sum_norm, inner)
            if which == "inf" and inner.shape and inner.shape[1] is ONE:
                return self.build(opened, max_norm, inner)
            if which not in ("2", "F") or (which == "2" and inner.shape and ONE not in inner.shape):
                raise self.fail("unsupported", f"the norm with index {which}", "the Euclidean or the Frobenius norm", at=at)
        elif inner.shape and ONE not in inner.shape and self.tokens[self.position + 1][1] != "2":
            self.doubt(f"{self.slice(opened, self.position - 1)} is read as the Frobenius norm")
        return self.build(opened, norm, inner)

    def put_index_first(self) -> None:
        r"""\|x\|^2_2 is \|x\|_2^2, as TeX shows both alike."""
        first = self.position
        middle = self.end_of_script("^", first)
        last = None if middle is None else self.end_of_script("_", middle)
        if middle is not None and last is not None:
            self.tokens[first:last] = [*self.tokens[middle:last], *self.tokens[first:middle]]

    def end_of_script(self, mark: str, at: int) -> int | None:
        """The place behind a script of one name or number, alone or in braces; None if there is no such one."""
        kinds = [token[0] for token in self.tokens[at : at + 4]]
        if kinds[:1] != [mark]:
            return None
        for shape in (["{", "name", "}"], ["{", "number", "}"], ["name"], ["number"]):
            if kinds[1 : 1 + len(shape)] == shape:
                return at + 1 + len(shape)
        return None

    def word_of_script(self) -> str:
        """The one word or number of a subscript: 2, F, {2}."""
        braces = self.step("{")
        text = self.tokens[self.position][1]
        opened = self.position - 1
        self.position += 1
        if braces:
            self.expect("}", opened)
        return text

    # ------------------------------------------------------------------------------------------------- scripts and postfixes

    def named(self) -> Term:
        position = self.position
        kind, text, start, end = self.tokens[position]
        following = self.tokens[position + 1]
        if "_" not in text and text not in _PARTICULAR and following[0] != "'" and following[1] != "_{":  # nearly always
            return super().named()
        name = _SPELLED.get(text, text)
        if name == "log10" and self.source.startswith("\\lg", start):
            raise self.fail("ambiguous", r"\lg, a logarithm to the base 10 or 2", r"\log_{10} x")
        primes = 0
        while self.tokens[position + 1 + primes][0] == "'":
            primes += 1
        self.join_subscripts(position)
        primed = name + "'" * primes
        if primes and (primed in self.symbols or primed in self.bound):
            self.tokens[position : position + 1 + primes] = [(kind, primed, start, self.tokens[position + primes][3])]
        elif name != text:
            self.tokens[position] = (kind, name, start, end)
        moment, _, index = name.partition("_")
        if index and moment in ("E", "Var", "Cov") and self.family(index) is not None:
            self.tokens[position : position + 1] = [("name", moment, start, end), ("_", "_", end, end), ("name", index, end, end)]
            name = moment
        if name in _OF_PROBABILITY and name not in self.symbols and name not in self.bound:
            self.position += 1
            found = self.expectation_or_divergence(name, position)
            if found is not None:
                return found
            self.position = position
            if name in ("Var", "Cov"):
                self.tokens[position] = (kind, name.lower(), start, end)
        return super().named()

    def declared(self, name: str, found: Term) -> Term:
        """x^{(t)} of a sequence, or of the rows or columns of a matrix, is x_t."""
        at = self.position
        has_items = isinstance(found.sort, (Sequence, Parts)) or f"{ENTRIES}{name}" in self.symbols
        if has_items and (index := self.index_above()) is not None:
            return self.item(name, found, [index], at - 1)
        if isinstance(found.sort, (Tensor, Random)) and self.tokens[at][0] == "'" and found.shape:
            self.choices.append(f"{name}' is read as the transpose of {name}")
        return super().declared(name, found)

    def index_above(self) -> Term | None:
        """The t of ^{(t)}; steps over it."""
        at = self.position
        if [self.tokens[place][0] for place in range(at, min(at + 3, len(self.tokens)))] != ["^", "{", "("]:
            return None
        self.position += 3
        index = self.index()
        self.expect(")", at + 2)
        self.expect("}", at + 1)
        return index

    def subscripted(self, base: str, found: Term, index: str, at: int) -> Term:
        """x^{(i)}_j and x_j^{(i)} of the rows of a matrix are entry j of row i; so they are of a sequence of vectors."""
        has_rows = isinstance(found.sort, Parts) and found.sort.kind == "rows"
        has_vectors = isinstance(found.sort, Sequence) and len(lengths_of(found)) == 2 and isinstance(found.sort.element, Tensor)
        if (has_rows or has_vectors) and (row := self.index_above()) is not None:
            written = self.slice(at, self.position - 1)
            if has_vectors and not self.stands_alone_above(row):
                self.doubt(f"{written} is read as entry {index} of item {row!r}")
            return self.item(base, found, [row, self.named_index(index, at)], at)
        return super().subscripted(base, found, index, at)

    def stands_alone_above(self, index: Term) -> bool:
        """Whether something else has this index above it and none below, as the y of x_j^{(i)} y^{(i)}."""
        if index.op != "symbol":
            return False
        above = rf"\^\s*\{{\s*\({re.escape(self.tokens[self.position - 3][1])}\)\s*\}}"
        return re.search(rf"(?<![\w_}}])[A-Za-z]\s*{above}(?!\s*_)", self.source) is not None

    def unknown(self, name: str, at: int) -> Term:
        """An undeclared x' is a name of its own."""
        primes = 0
        while self.tokens[self.position][0] == "'":
            self.position += 1
            primes += 1
        if not primes and name.replace("_", "", 1) in self.symbols:
            return self.underscored(name.replace("_", "", 1), name)
        indexed, _, index = name.rpartition("_")
        if "_" in indexed and isinstance(getattr(self.symbols.get(indexed), "sort", None), (Sequence, Tensor, Parts)):
            return self.subscripted(indexed, self.symbols[indexed], index, at)  # \hat{y}_i
        base = name.partition("_")[0]
        if base == "I" and (matrix := self.identity_named(name)) is not None:
            return matrix
        known = self.bound.get(base) or self.symbols.get(base)
        is_letter = len(base) == 1 or base in GREEK_WORDS or base == "ell"
        if name == "ell" and not primes and "l" in self.symbols:
            self.choices.append(r"\ell is read as l")
            return self.declared("l", self.symbols["l"])
        if primes or name == "ell" or (is_letter and name != base and (known is None or isinstance(known.sort, Scalar))):
            return self.new(name + "'" * primes, at)
        return super().unknown(name, at)

    def join_subscripts(self, at: int) -> None:
        r"""x_{1,2} is the name x_1_2 if that is declared, and x is no sequence."""
        _, name, start, _ = self.tokens[at]
        place, parts = at + 2, [name]
        while self.tokens[at + 1][1] == "_{" and self.tokens[place][0] in ("name", "number"):
            parts.append(self.tokens[place][1])
            if self.tokens[place + 1][0] == "}" and "_".join(parts) in self.symbols and name not in self.symbols:
                self.tokens[at : place + 2] = [("name", "_".join(parts), start, self.tokens[place + 1][3])]
                return
            place += 2 if self.tokens[place + 1][0] == "," else 1

    # ----------------------------------------------------------------------------------------------------------- functions

    def function(self, name: str) -> Term:
        start = self.position - 1
        if name in ("max", "min") and (self.tokens[self.position][0] == "_" or self.tokens[self.position][1] == "_{"):
            return self.optimal_value(start)
        if name in ("max", "min") and self.tokens[self.position][0] == "command":
            raise self.fail("unsupported", f"{name} over a variable", f"{name}(a, b) of some quantities", at=start)
        if name == "log" and self.step("_"):
            return self.logarithm_to_base(start)
        self.as_round_brackets()
        if name in ("gamma", "beta") and self.source[self.tokens[start][2]] == "\\" and self.has_one_argument():
            del self.functions_used[name]
            if not self.stands_alone(name) and not self.is_before_sum():
                self.doubt(rf"\{name}(..) is read as a product")
            return self.new(name, start)
        self.check_braces(name, start)
        if name in _BARE and self.tokens[self.position][0] != "(":
            at = self.position
            argument = self.quantity(self.of_diagonal(self.power) if name == "diag" else self.power(), at)
            self.check_one_factor(name, argument, start)
            return self.call(name, [argument], start)
        found = super().function(name)
        if name in ("log", "ln") and self.tokens[self.position][0] == "^" and self.tokens[self.position - 1][0] == ")":
            words = self.slice(start, self.position - 1)
            self.doubt(f"{words}^... is read as ({words})^...")
        return found

    def has_one_argument(self) -> bool:
        """Whether brackets are at the cursor, without a comma that is theirs."""
        depth = 0
        for kind, _, _, _ in self.tokens[self.position :]:
            depth += (kind in ("(", "[", "{", r"\{")) - (kind in (")", "]", "}", r"\}"))
            if depth < 1 or (depth == 1 and kind in (",", ";", "|")):
                return depth == 0 and kind == ")"
        return False

    def check_braces(self, name: str, start: int) -> None:
        r"""\ln{x} y is set as \ln x y, and \sin{x}^2 as \sin x^2: nobody sees the braces."""
        here = self.position
        end = self.group_end(here) if self.tokens[here][0] == "{" else None
        if end is None:
            return
        kind, text, _, _ = self.tokens[end]
        self.position = end
        goes_on = kind == "^" or (self.starts_factor(kind) and text != "d" and not self.is_function_next())
        self.position = here
        if goes_on:
            raise self.fail("ambiguous", f"{name} before braces, and what follows them", f"round brackets after {name}", at=start)

    def check_one_factor(self, name: str, argument: Term, start: int) -> None:
        r"""\operatorname{tr} A B is the trace of the product to most: what follows a matrix without brackets is a number."""
        kind, text, _, _ = self.tokens[self.position]
        following = self.symbols.get(canonical_name(text)) if kind == "name" else None
        if (argument.shape and kind in ("(", "[")) or (following is not None and following.shape):
            raise self.fail("ambiguous", f"{name} of a product, or of its first factor", f"brackets after {name}", at=start)

    def logarithm_to_base(self, start: int) -> Term:
        base = self.script()
        self.as_round_brackets()
        if self.tokens[self.position][0] == "(":
            args = self.arguments()
        else:
            args = [self.bare_argument("log", start)]
        if len(args) != 1:
            raise self.fail("wrong-arity", "a logarithm of several numbers", r"\log_2(x)", at=start)
        return self.build(start, FUNCTIONS["log"].build, self.quantity(args[0], start), base)

    def as_round_brackets(self) -> None:
        r"""Make round brackets of the \{...\} or [...] at the cursor, and of {(...)}."""
        here = self.position
        left = self.tokens[here][0]
        if left == "{" and self.tokens[here + 1][0] == "(" and self.closes_group(here):
            closing = self.group_end(here)
            if closing is not None:
                del self.tokens[closing - 1], self.tokens[here]
            return
        if left not in (r"\{", "["):
            return
        depth = 0
        for position in range(here, len(self.tokens)):
            kind = self.tokens[position][0]
            depth += (kind == left) - (kind == PARTNER[left])
            if depth == 0:
                for place, round_one in ((here, "("), (position, ")")):
                    _, text, start, end = self.tokens[place]
                    self.tokens[place] = (round_one, text, start, end)
                return

    def function_exponent(self, name: str) -> Term | None:
        r"""The 2 of \sin^2 x and \sin^{2} x."""
        at = self.position
        if self.tokens[at][0] == "^" and self.tokens[at + 1][0] == "{":
            inside = self.tokens[at + 2][0] == "-"
            closing = min(at + 3 + inside, len(self.tokens) - 1)
            if self.tokens[closing][0] == "}":
                del self.tokens[closing], self.tokens[at + 1]
        found = super().function_exponent(name)
        self.as_round_brackets()
        return found

    def raised(self, base: Term, exponent: Term, start: int, at: int) -> Term:
        if base.op == "power" and base.args[1].op == "number" and self.tokens[start][0] == "norm" and exponent is TWO:
            squared: Term = base.args[0]
            return squared  # |x|^2 is x^T x itself, and not the square of its root
        return super().raised(base, exponent, start, at)


def is_latex(source: str, has_macros: bool = False) -> bool:
    r"""Whether a formula is written in LaTeX: it has a command or dollars; R \ {0}, [0, 4] \ {2}, A\b and A\(B*c) are typed."""
    if "$" in source or "\\" not in source:
        return "$" in source
    if _COMMAND.search(source) is not None:  # nearly always
        return True
    without = _TYPED_DIFFERENCE.sub(" ", source)
    if not has_macros and r"\)" not in source and r"\]" not in source:
        without = _LEFT_DIVISION.sub(" ", without)
    return "\\" in without


_COMMAND = re.compile(r"\\[A-QS-Za-z][A-Za-z]")  # two letters, and no set R before the sign of a difference
_TYPED_DIFFERENCE = re.compile(r"(?<=[)\]}Rℝ])\s*\\\s*(?=[\[({Rℝ])")
# No command of mathematics is one letter after a name or a bracket.
_LEFT_DIVISION = re.compile(r"(?<=[A-Za-z0-9_)'\]])\s*\\\s*(?=[A-Za-z](?![A-Za-z])|\()")
