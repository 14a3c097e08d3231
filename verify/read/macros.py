r"""Macros of an author, written out before a formula is read.

    \newcommand{\R}{\mathbb{R}}     \newcommand{\norm}[1]{\left\|#1\right\|}     \newcommand{\L}[2][2]{\|#2\|_{#1}}
    \renewcommand, \providecommand  \DeclareMathOperator{\sign}{sign}            \def\x{..}  \def\pair#1#2{..}

Definitions stand at the beginning of a text.  What a macro stands for is put in its place as TeX does it, within bounds on how
many there are, how often they are used and how long the result is.  A command that the reader knows has no second meaning; a
definition that spells the same operator (`\operatorname*{arg\,min}` for \argmin) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from verify.problem import InputError
from verify.read.expansion import Expanded, Macro, Span, Token, expanded, tokens_of
from verify.read.latex.words import KNOWN
from verify.read.names import FONTS, GREEK_WORDS, canonical_name
from verify.read.scan import MAXIMAL_LENGTH, problem

MOST_MACROS = 50
LONGEST_BODY = 500
_DEFINERS = ("newcommand", "renewcommand", "providecommand", "DeclareMathOperator", "def")
_DEFINER = re.compile(rf"\\(?:{'|'.join(_DEFINERS)})")
_ELSEWHERE = frozenset(("label", "tag", "simeq", "let", "input", "include", "csname", "edef", "gdef", "usepackage", *_DEFINERS))
_ORNAMENT = re.compile(r"\\(?:operatorname|mathrm|mathop|text|textrm|mathbf|limits|nolimits|[,;:! ])\*?|[{}\s*]")


@dataclass(frozen=True)
class Macros:
    """Macros by name."""

    known: Mapping[str, Macro] = field(default_factory=dict)

    def of_source(self, source: str) -> tuple[Macros, int]:
        """These and those defined at the beginning of a text, and where they end; raises InputError for one that is not right."""
        if _DEFINER.search(source, 0, MAXIMAL_LENGTH * 4) is None:
            return self, 0
        reader = _Definitions(source, dict(self.known))
        while reader.definition():
            pass
        return (Macros(reader.known), reader.end) if reader.end else (self, 0)

    def expanded(self, source: str, start: int = 0) -> Expanded:
        """The text from `start` on with every macro written out; raises InputError for a use that is not right."""
        if not self.known or "\\" not in source:
            return Expanded(source, source[start:], start, ())
        return expanded(source, start, self.known)


def macros_of(given: Mapping[str, str] | str) -> Macros:
    r"""The macros of a question: a text of definitions, or a mapping such as {"\\norm": "\\left\\|#1\\right\\|"}."""
    if isinstance(given, str):
        found, end = Macros().of_source(given)
        if given[end:].strip():
            help = r"\newcommand{\R}{\mathbb{R}}"
            raise problem("malformed-macro", "a text that is no definition", given, end, len(given), help)
        return found
    known: dict[str, Macro] = {}
    for name, body in given.items():
        arity = max((int(each) for each in re.findall(r"#([1-9])", body)), default=0)
        _add(known, Macro(name if name.startswith("\\") else "\\" + name, arity, None, body), name, (0, len(name)))
    _check_cycles(known)
    return Macros(known)


# --------------------------------------------------------------------------------------------------------------- definitions


class _Definitions:
    """Reads the definitions at the beginning of a text, one by one."""

    def __init__(self, source: str, known: dict[str, Macro]) -> None:
        self.source = source
        self.known = known
        self.tokens = tokens_of(source)
        self.position = 0
        self.end = 0

    def definition(self) -> bool:
        self.skip_spaces()
        token = self.peek()
        if token is None or token.text[1:] not in _DEFINERS or not token.is_word:
            if self.end:
                _check_cycles(self.known, self.source, self.end)
            return False
        self.position += 1
        word = token.text[1:]
        if self.peek_text() == "*":
            self.position += 1
        name = self.name()
        if word == "def":
            macro = Macro(name.text, self.parameters(), None, self.group(name))
        elif word == "DeclareMathOperator":
            macro = Macro(name.text, 0, None, rf"\operatorname{{{self.group(name)}}}")
        else:
            arity = self.number()
            macro = Macro(name.text, arity, self.bracketed() if arity else None, self.group(name))
        end = self.tokens[self.position - 1].span[1]
        if word != "providecommand" or macro.name not in self.known:
            _add(self.known, macro, self.source, (token.span[0], end))
        self.end = end
        return True

    def peek(self) -> Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def peek_text(self) -> str:
        token = self.peek()
        return token.text if token is not None else ""

    def skip_spaces(self) -> None:
        while (token := self.peek()) is not None and token.is_space:
            self.position += 1

    def fail(self, seen: str, help: str) -> InputError:
        start, end = self.tokens[min(self.position, len(self.tokens) - 1)].span
        return problem("malformed-macro", seen, self.source, start, end, help)

    def name(self) -> Token:
        self.skip_spaces()
        braces = self.peek_text() == "{"
        self.position += braces
        self.skip_spaces()
        token = self.peek()
        if token is None or not token.is_word:
            raise self.fail("a macro without a name", r"\newcommand{\R}{\mathbb{R}}: a backslash and letters")
        self.position += 1
        self.skip_spaces()
        if braces:
            if self.peek_text() != "}":
                raise self.fail(f"the name {token.text} is not closed", "add }")
            self.position += 1
        return token

    def number(self) -> int:
        """The number of arguments, in square brackets; 0 without them."""
        text = self.bracketed()
        if text is None:
            return 0
        if not re.fullmatch(r"[0-9]", text.strip()):
            self.position -= 1
            raise self.fail(f"{text[:20]!r} as the number of arguments", "a number from 0 to 9")
        return int(text)

    def bracketed(self) -> str | None:
        self.skip_spaces()
        if self.peek_text() != "[":
            return None
        begin, depth = self.position, 0
        for place in range(begin + 1, len(self.tokens)):
            text = self.tokens[place].text
            depth += (text == "{") - (text == "}")
            if text == "]" and depth == 0:
                self.position = place + 1
                return "".join(token.text for token in self.tokens[begin + 1 : place])
        raise self.fail("'[' is not closed", "add ]")

    def parameters(self) -> int:
        r"""The #1#2 of \def: nothing else may stand between them."""
        count = 0
        self.skip_spaces()
        while self.peek_text() == "#":
            following = self.tokens[self.position + 1].text if self.position + 1 < len(self.tokens) else ""
            if following != str(count + 1):
                raise self.fail("parameters out of order", "#1#2#3")
            count += 1
            self.position += 2
        return count

    def group(self, name: Token) -> str:
        self.skip_spaces()
        if self.peek_text() != "{":
            raise self.fail(f"{name.text} without a body in braces", "a macro with plain parameters, and its body in braces")
        begin, depth = self.position, 0
        for place in range(begin, len(self.tokens)):
            text = self.tokens[place].text
            depth += (text == "{") - (text == "}")
            if depth == 0:
                self.position = place + 1
                return "".join(token.text for token in self.tokens[begin + 1 : place])
        raise self.fail(f"the body of {name.text} is not closed", "add }")


def _add(known: dict[str, Macro], macro: Macro, source: str, span: Span) -> None:
    """Adds a macro, if it is well formed and changes no command that the reader knows."""

    def fail(kind: str, seen: str, help: str) -> InputError:
        return problem(kind, seen, source, *span, help)

    word = macro.name[1:]
    if not re.fullmatch(r"\\[A-Za-z]+", macro.name):
        raise fail("malformed-macro", f"{macro.name!r} as a macro"[:80], r"\R: a backslash and letters")
    if word in KNOWN or word in _ELSEWHERE:
        if _says_the_same(word, macro):
            return
        raise fail("malformed-macro", f"another meaning of {macro.name}", "a name that is not in use")
    if len(known) >= MOST_MACROS and macro.name not in known:
        raise fail("too-long", f"more than {MOST_MACROS} macros", "fewer of them")
    texts = [token.text for token in tokens_of(macro.body)]
    if len(macro.body) + len(macro.default or "") > LONGEST_BODY:
        raise fail("too-long", f"a body of {len(macro.body)} characters", f"at most {LONGEST_BODY}")
    depth = 0
    for text, following in zip(texts, (*texts[1:], ""), strict=False):
        depth += (text == "{") - (text == "}")
        if depth < 0:
            break
        if text == "#" and not ("1" <= following <= str(macro.arity)):
            raise fail("malformed-macro", f"#{following} in {macro.name}, which has {macro.arity} arguments", "#1 .. #9")
        if text[1:] in _DEFINERS and text[0] == "\\":
            raise fail("malformed-macro", f"a definition inside of {macro.name}", "definitions one after the other")
    if depth:
        raise fail("unbalanced-bracket", f"the body of {macro.name} has braces without their partners", "as many { as }")
    known[macro.name] = macro


def _says_the_same(word: str, macro: Macro) -> bool:
    r"""\argmin as the operator argmin, \vec{x} in another font, \epsilon as \varepsilon: no other meaning for the reader."""
    if word in FONTS:
        font = re.fullmatch(r"\\([A-Za-z]+)(?:\{#1\}|\s*#1)", macro.body.strip())
        if font is None or macro.arity != 1 or macro.default is not None:
            return False
        return font[1] in FONTS and not {word, font[1]} & {"mathcal", "mathscr"} and word != "mathbf"  # \mathcal{N} has a meaning
    if macro.arity:
        return False
    if word in GREEK_WORDS:
        return macro.body.strip()[1:] in GREEK_WORDS and canonical_name(macro.body) == canonical_name(macro.name)
    return _ORNAMENT.sub("", macro.body) == word


def _check_cycles(known: Mapping[str, Macro], source: str = "", end: int = 0) -> None:
    """Raises InputError if a macro uses itself, by itself or through others."""
    uses = {
        name: {token.text for token in tokens_of(each.body + (each.default or "")) if token.text in known}
        for name, each in known.items()
    }
    finished: set[str] = set()
    while len(finished) < len(uses):
        ready = {name for name, used in uses.items() if name not in finished and used <= finished}
        if not ready:
            name = min(set(uses) - finished)
            raise problem("malformed-macro", f"{name} is defined by itself", source or name, 0, end or len(name),
                          "a macro in terms of others")  # fmt: skip
        finished |= ready
