r"""What stands in the lines of a derivation and is no formula that was read: words, titles, marks, columns and tags.

    Claim            read as a product of letters, or not at all
    (b)              the number of a question, or a factor
    = 2x & \text{(by assumption)}, = 2x \tag{assumption}        thrown away

A line that is wrong beside such a thing may be right with it, and a right one may say something else with it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from verify.grading.lines.links import links_of
from verify.grading.prose.clauses import IN_TEXT, SPACE, changes, is_beside
from verify.grading.prose.vocabulary import LIMITING, NEUTRAL, PHRASE, PRESERVING, PRESERVING_PHRASES, STARTERS, TITLE_WORDS
from verify.grading.texts.marks import without_numbers
from verify.read.names import GREEK_WORDS, canonical_name
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS

_COLUMN_OF_TEXT = re.compile(rf"(?<!\\)&{SPACE}*\\text(?:it|rm|bf)?\s*\{{([^{{}}]*)\}}(?=\s*(?:\\\\|\\end|\Z))")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_NUMBER_IN_TAG = re.compile(
    r"\s*\(?\s*(?:[Ee]q\.?\s*)?(?:[0-9]+(?:[.-][0-9]+)*[a-z]?|[A-Za-z]|[ivxIVX]+|[A-Z]{1,3}[0-9]*|[*†‡']{1,3})\s*\)?\s*'?"
)
_NOTE_BEHIND = re.compile(r"(?<=\S)\s+\[[^\[\]]*(?:[=<>≤≥≠∈]|\\(?:leq?|geq?|neq?|in)(?![A-Za-z]))[^\[\]]*\]\s*\$?\s*\Z")
_ARROW_BACK = re.compile(r"<-+\s")
_MARK = r"(?:\w{1,4}|\*{1,3}|†)"
_MARK_ALONE = re.compile(rf"{SPACE}*(?:\(\s*{_MARK}\s*\)|\w{{1,4}}[.):]|[A-Za-z]{{1,3}}[0-9]{{1,2}}|[ivxIVX]{{2,4}})\s*")
_CONNECTIVE_ALONE = re.compile(rf"{SPACE}*(?:or|and){SPACE}*", re.IGNORECASE)
_MARK_BEFORE_FACT = re.compile(rf"{SPACE}*(?:\(\s*\*{{1,3}}\s*\)|\([a-z]{{1,3}}\)|[a-z]{{1,2}}:(?!=)|\[){SPACE}*[^=]*=")
_COMMAND = re.compile(
    r"\\(?:operatorname|mathrm|mathbf|mathit|mathsf|mathcal|mathbb|begin|end|label|ref|eqref)\*?\s*\{[^{}]*\}|\\[A-Za-z]+"
)
_INDEX = re.compile(r"[_^]\s*(?:\{[^{}]*\}|\w+)")
_RUN = re.compile(r"(?<![A-Za-z0-9_'])[A-Za-z]{2,}(?:['’][a-z]+)?(?![A-Za-z_])")
_LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")
_HENCE = frozenset("thus hence therefore finally consequently".split())  # these are read
_OF_MATHEMATICS = frozenset(
    "iff implies and or mod inf infinity in oo nabla partial Var Cov Corr Pr Cat Bern Bernoulli Unif".split()
)
_SMALL = NEUTRAL | STARTERS | PHRASE | LIMITING
_CASES = re.compile(r"\\begin\s*\{(cases|array|[pbvBV]?matrix)\}.*?\\end\s*\{\1\}", re.DOTALL)
_STATES = re.compile(r"[<>=≤≥≠∈]|\\(?:leq?|geq?|neq?|in|to)(?![A-Za-z])")


def not_read(lines: Iterable[str]) -> tuple[str, ...]:
    """What columns and tags say, which are thrown away before a line is read."""
    lines = [_CASES.sub(" ", line) for line in lines]
    texts = [found[1] for line in lines for found in _COLUMN_OF_TEXT.finditer(line)]
    tags = [found[1] for line in lines for found in _TAG.finditer(line) if _NUMBER_IN_TAG.fullmatch(found[1]) is None]
    return (*texts, *tags)


def says_nothing_else(lines: Sequence[str], written: Sequence[str], known: Collection[str]) -> bool:
    """Whether what is thrown away is no part of the formulas beside it, and no name of a line is an operation: Squaring = 2x."""
    heads = ((place, links[0]) for place, links in enumerate(map(links_of, lines)) if len(links) > 1)
    if any(not head.relation and changes(head.formula, lines[max(place - 1, 0) : place + 1]) for place, head in heads):
        return False
    texts = (text.strip() for text in not_read(written or lines))
    return all(is_beside(text, known, is_apart=text.startswith("(") and text.endswith(")")) for text in texts)


def says_something(line: str) -> bool:
    """Whether a line that cannot be read may say what others follow from: it has words, or is a statement."""
    has_words = _RUN.search(_COMMAND.sub(" ", line)) is not None
    return has_words or (not links_of(line)[0].relation and _STATES.search(line) is not None)


def note_behind(line: str, written: Sequence[str] = ()) -> str:
    """What may be said beside a formula, and is read as a part of it or not at all: x [x > 0], \\tag{x = 2}; or ""."""
    found = _NOTE_BEHIND.search(line) or _ARROW_BACK.search(line)
    states = (text for text in not_read(written or (line,)) if _STATES.search(text))
    return found[0].strip() if found is not None else next(states, "")


def unread_words(lines: Sequence[str], known: Collection[str], written: Sequence[str] = ()) -> str:
    """The first of the words and marks in some lines that may say what makes a line right, or "".

    `known` are names of the question; letters that stand alone somewhere are names, too.  `written` is the text as it was handed
    in, of which columns and tags are thrown away.
    """
    for text in not_read(written or lines):
        words = _RUN.findall(PRESERVING_PHRASES.sub(" ", text))
        if _STATES.search(text) or not all(word.lower() in PRESERVING or word.lower() in known for word in words):
            return text
    if note := next(filter(None, map(note_behind, lines)), ""):
        return note
    lines = without_numbers(lines)
    letters = {letter for line in lines for letter in _LETTER.findall(_COMMAND.sub(" ", line))} | {*"dDEei"}
    letters |= {name for name in known if len(name) == 1}
    for place, line in enumerate(lines):
        is_mark = _MARK_ALONE.fullmatch(line) or _CONNECTIVE_ALONE.fullmatch(line) or _MARK_BEFORE_FACT.match(line)
        if is_mark and not links_of(line)[0].relation:
            return line.strip()
        is_title = place == 0 and line.lstrip().startswith("#")
        said = (word for text in IN_TEXT.findall(_INDEX.sub(" ", line)) for word in _RUN.findall(text))
        for word in (*said, *_RUN.findall(_plain(line))):
            if not _is_understood(word, known, letters) and not (is_title and word.lower() in TITLE_WORDS):
                return str(word)
    return ""


def _plain(line: str) -> str:
    r"""A line without its commands, indices and cases, and without what stands in \text."""
    return _INDEX.sub(" ", _COMMAND.sub(" ", IN_TEXT.sub(" ", _TAG.sub(" ", _CASES.sub(" ", line)))))


def _is_understood(word: str, known: Collection[str], letters: set[str]) -> bool:
    if word in known or canonical_name(word) in known or word in KNOWN_FUNCTIONS or word in CONSTANTS:
        return True
    if len(word) == 2 and word.islower() and word not in _SMALL:
        return True  # a product
    if word[0] == "d" and (word[1:] in GREEK_WORDS or word[1:] in known):
        return True
    return word.lower() in GREEK_WORDS or word.lower() in _HENCE or word in _OF_MATHEMATICS or letters >= set(word)
