r"""Declarations that formulas make by themselves: x_i below \sum_{i=1}^n is an item of a sequence, and \bar x is its mean.

    \sum_{i=1}^n x_i^2              x: sequence n of real
    \sum_{i<j} a_{ij}               a: matrix n n of real, where nothing else says how far i and j go
    \frac1n\sum_i x_i - \bar x      also \bar x = \frac1n\sum_i x_i

A name that is declared keeps its declaration, and one with indices that go differently far gets none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from verify.functions import BINDER_FUNCTIONS, FUNCTIONS
from verify.grading.row import Row
from verify.grading.texts.inferred_densities import densities_of
from verify.grading.texts.inferred_functions import functions_of
from verify.grading.texts.inferred_laws import LAW, law_of, variables_of
from verify.grading.texts.inferred_words import COMMAND, LONE, abbreviations, is_known
from verify.read.names import ACCENTS, FONTS, GREEK_WORDS, canonical_name

_LONGEST = 4_000
_SHORTEST_WORD = 2
_LENGTH = "n"  # of what is summed over all of its items
_ALONE = re.compile(rf"(?<![A-Za-z\\]){_LENGTH}(?![A-Za-z])")
_COUNT = re.compile(  # 1/m before a sum, m/sum, m times a mean
    r"(?:\\[dt]?frac\s*(?:\{\s*-?\s*\d\s*\}|\d)\s*(?:\{\s*([nmNMTK])\s*\}|([nmNMTK]))|1/([nmNMTK]))\s*\\?\(?\s*\\?sum(?![A-Za-z])"
    r"|\\[dt]?frac\s*\{\s*([nmNMTK])\s*\}\s*\{\s*\\sum(?![A-Za-z])|(?<![A-Za-z\\_^{])([nmNMTK])\s*\\(?:bar|overline)(?![A-Za-z])"
)
_END = r"(?:\{\s*)?(?P<last>[A-Za-z]|[0-9]{1,3})(?![A-Za-z0-9])(?:\s*-\s*1)?"
_LIMITED = re.compile(rf"_\s*\{{?\s*(?P<names>[a-z](?:\s*,\s*[a-z])*)\s*=\s*1\s*\}}?\s*\^\s*{_END}")
_LIMITED_BEFORE = re.compile(rf"\\(?:sum|prod)\s*\^\s*{_END}\s*\}}?\s*_\s*\{{\s*(?P<names>[a-z])\s*=\s*1\s*\}}")
_PRIMED = re.compile(r"\\(?:sum|prod)(?:\\limits)?\s*_\s*\{?\s*([a-z])'")
_BARE_SUM = re.compile(  # \sum x_i, with the first index behind it
    r"\\sum(?![A-Za-z])(?!\s*(?:\\limits)?\s*[_^])(?=(?P<rest>\s*)(?:[^_+=]|\\_)*?_\s*\{?\s*(?P<index>[a-z])(?![A-Za-z]))"
)
_JOINED = re.compile(r"_[a-z](?=[A-Za-z])")  # of w_ix_i, where an index has one letter
_BEFORE_STATISTIC = re.compile(r"(?<![A-Za-z\\_])(?:[a-z]{1,2}|[A-Z])(?=E\[|(?:Var|Cov)[(\[])")  # aE[X], and no MSE[x]
_ENDS_AT_LETTER = re.compile(r"\^\s*([A-Za-z])(?=[A-Za-z]+[_^])")  # \sum_{i=1}^nx_i, \sum_{i=1}^ne^{x_i}
_STARTED = re.compile(
    r"\\(?:sum|prod)(?:\\limits)?\s*_\s*\{\s*(?P<names>[a-z](?:\s*,\s*[a-z])*)\s*=|,\s*(?P<name>[a-z])\s*,[^,()]+,[^,()]+\)"
)
_FROM_ZERO = re.compile(rf"\\(?:sum|prod)(?:\\limits)?\s*_\s*\{{\s*[a-z]\s*=\s*[02]\s*\}}\s*\^\s*{_END}")
_TYPED = re.compile(r",\s*(?P<names>[a-z])\s*,\s*1\s*,\s*(?P<last>[A-Za-z]|[0-9]{1,3})(?:\s*-\s*1)?\s*\)")
_LE = r"(?:\\leq?(?![A-Za-z])|≤|<=)"
_ORDERED = re.compile(
    rf"_\s*\{{\s*1\s*{_LE}\s*(?P<names>[a-z]\s*(?:<|{_LE}|\\ne)\s*[a-z])\s*{_LE}\s*(?P<last>[A-Za-z]|[0-9]+)\s*\}}"
)
_UNLIMITED = re.compile(
    r"(?:\\(?:sum|prod)(?:\\limits)?|(?<![A-Za-z\\])(?:sum|prod)(?=_)|[∑∏])\s*_\s*"
    rf"(?:(?P<name>[a-z])(?![A-Za-z=])|\{{\s*(?P<names>[a-z](?:\s*(?:,|<|\\neq?\b|{_LE})?\s*[a-z])?)\s*\}})"
)
_DELTA = re.compile(r"(?:\\delta(?![A-Za-z])|(?<![A-Za-z])delta|δ)\s*_\s*\{?\s*([i-m])\s*,?\s*([i-m])\s*\}?(?![A-Za-z])")
_SOFTMAX = re.compile(  # p_i (\delta_{ij} - p_j)
    r"(?P<base>\\?[A-Za-z]+)\s*_\s*\{?\s*(?P<before>[i-m])\s*\}?\s*\*?\s*(?:\\left\s*)?[(\[]\s*"
    r"(?:\\delta|delta|δ)\s*_\s*\{?\s*(?P<i>[i-m])\s*,?\s*(?P<j>[i-m])\s*\}?\s*-\s*(?P=base)\s*_\s*\{?\s*(?P<behind>[i-m])(?![A-Za-z])"
)
_NUMBERS = frozenset(("real", "positive", "nonnegative", "negative", "nonzero", "natural", "integer"))
_MARKS = "|".join(sorted({*ACCENTS, *FONTS, "mathrm"}, key=len, reverse=True))
_BASE = rf"(?:\\(?:{_MARKS})\s*(?:\{{\s*\\?[A-Za-z]+\s*\}}|\\[A-Za-z]+|[A-Za-z])|\\[A-Za-z]+|(?<![A-Za-z\\])[A-Za-z]+)"
_ITEM = re.compile(rf"(?P<base>{_BASE})\s*(?:_\s*(?:(?P<one>[a-z])(?![A-Za-z])|\{{\s*(?P<some>[a-z](?:\s*,?\s*[a-z])?)\s*\}})"
                   rf"|\^\s*\{{?\s*\(\s*(?P<above>[a-z])\s*\)\s*\}}?|\[\s*(?P<typed>[a-z])\s*\])")  # fmt: skip
_MEAN = re.compile(
    r"\\(?:bar|overline)\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\[A-Za-z]+|[A-Za-z]))|(?<![A-Za-z_])(?:bar_?([a-z])|([a-z])_?bar)(?![A-Za-z_])|([A-Za-z])\u0304"
)
_SUMMAND = r"\s*+(?:\+\s*+[a-z]|[-+]\s*+[0-9]{1,2})\s*+"
_STEP = re.compile(rf"{_BASE}_(?:\{{\s*+(?P<index>[a-z](?:{_SUMMAND})+)\}}|\(\s*+(?P<typed>[a-z](?:{_SUMMAND})+)\))")
_EXPONENTIAL = re.compile(r"(?<![A-Za-z\\])e\s*\^")
_LETTER = re.compile(r"[A-Za-z]")
_NUMBERED = re.compile(r"(?<![A-Za-z_])[A-Za-z]_[0-9](?![0-9A-Za-z])")
WORD = re.compile(r"(?<![A-Za-z_\\])([A-Za-z]{2,4})(_[0-9])?(?![A-Za-z(])")
_TRANSPOSED = re.compile(r"\^\s*\{?\s*T(?![A-Za-z])|\.T(?![A-Za-z])")
_DIFFERENTIAL = re.compile(r"/\s*\(?\s*d\s*[A-Za-z]|(?<![A-Za-z])d[A-Za-z]\s*=")  # d y/dx, du = 2x dx
PAIR = re.compile(r"(?!d|lr|lg|tp|fp|tn|fn|no|ok|or|of|to|at|by|vs)[a-df-hj-z]{2}|[ABUVWX][bhuvwxyz]")
_COUNTS = frozenset("jklmn")  # and no x: (-1)^x is no answer to cos(pi x)
_UNITS = ("e", "i")  # of ix: Euler's number and the imaginary unit are not declared
_POWER_OF_SIGN = re.compile(
    r"\(\s*-\s*1\s*(?:\\right\s*)?\)\s*(?:\^|\*\*)\s*(?:([a-z])(?![A-Za-z_])|[{(]([-+0-9a-z\s]{1,12})[})])"
)
_LETTERS = re.compile(r"[a-z]")
_OF_INDEX = re.compile(r"_[a-z]\Z")  # m_k = (p_k + q_k)/2 defines m; x_bar is no item of x


def inferred(row: Row, texts: Iterable[str] = ()) -> Row | None:
    """The row with what its formulas declare, or None if that is nothing; `texts` are further formulas that count."""
    sources = [*row.asked, *row.lines, *row.definitions.values(), *texts]
    sources = [_ENDS_AT_LETTER.sub(r"^{\1} ", source) if "\\" in source else source for source in sources]
    sources = [_JOINED.sub(r"\g<0> ", source) if "\\" in source else source for source in sources]
    sources = [_BEFORE_STATISTIC.sub(r"\g<0> ", source) for source in sources]
    sources = [_BARE_SUM.sub(r"\\sum_\g<index>\g<rest>", source) for source in sources]
    primed = {found[1] for source in sources for found in _PRIMED.finditer(source)}
    sources = [re.sub(rf"({'|'.join(primed)})'", r"\1", source) for source in sources] if primed else sources
    text = "\n".join(sources)
    if len(text) > _LONGEST:
        return None
    lengths = _lengths(text)
    lengths |= {letter: _LENGTH for letter in _indices_of_deltas(row, sources) if letter not in lengths}
    heads = [canonical_name(name.partition("(")[0]) for name in row.definitions]
    declared = {*map(canonical_name, row.symbols), *heads, *(head[:-2] for head in heads if _OF_INDEX.search(head))}
    items = [
        (canonical_name(item["base"]), _indices(item), source)
        for source in sources
        for item in _ITEM.finditer(source)
        if not item["base"].startswith(r"\mathbb")
        and _DELTA.match(item[0]) is None
        and not (item["base"] == "e" and _EXPONENTIAL.search(text))
    ]
    found: dict[str, set[tuple[str, ...]]] = {}
    for name, letters, _ in items:
        if _is_name(name, declared) and all(letter in lengths for letter in letters):
            found.setdefault(name, set()).add(tuple(lengths[letter] for letter in letters))
    symbols = {name: _words(sizes) for name, sizes in found.items() if _words(sizes)}
    every = {**{canonical_name(name): words for name, words in row.symbols.items()}, **symbols}
    for name, letters, _ in items:  # z_k beside a sum of z_j
        words = every.get(name, "").split()
        sizes = words[1 : 1 + len(letters)] if words[:1] in (["sequence"], ["vector"], ["matrix"]) else []
        bound = {*_bound(text), *declared}
        symbols |= {
            letter: f"integer in 1..{size}" for letter, size in zip(letters, sizes, strict=False) if letter not in bound
        }
    symbols |= {last: "natural" for last in _ends(text) if last not in {*declared, *symbols, *" ".join(every.values()).split()}}
    has_density = any("density" in words for words in row.symbols.values())
    law = {} if has_density else law_of(text, declared)
    variables = {*variables_of(law[LAW])} if law else set()
    letters = _letters_of_words(sources, len(row.references))
    taken = [name for name in letters if name not in {*declared, *every, *symbols, *variables}]
    taken += [name for name in _steps(text) if canonical_name(name) not in declared and _base(name) not in every]
    words = [word for word in abbreviations(sources, len(row.references)) if not _is_of_shape(word, row)]
    taken += [name for name in words if name not in declared and not variables >= {*name}]
    symbols |= dict.fromkeys(taken, "real")
    symbols |= {**functions_of(text, declared), **densities_of(text, declared), **law}
    means = _means(text, {**row.symbols, **symbols}, declared)
    if not symbols and not means:
        return None
    definitions, known = {**row.definitions, **means}, {**row.symbols, **symbols}
    return replace(row, symbols=known, definitions=definitions, taken=row.taken.union(taken))


def _is_of_shape(word: str, row: Row) -> bool:
    """Whether a letter of a short word is declared as a vector or matrix: Mx, of a vector x."""
    shaped = {canonical_name(name) for name, words in row.symbols.items() if not {"vector", "matrix"}.isdisjoint(words.split())}
    return len(word) == _SHORTEST_WORD and not shaped.isdisjoint(word)


def with_integers(row: Row) -> Row:
    """The row with counts for the letters of (-1)^n and (-1)^{k+1} that nobody declared: no other power of -1 is a number."""
    text = "\n".join((*row.asked, row.submitted or "", *row.lines))[:_LONGEST]
    powers = (found[1] or found[2] for found in _POWER_OF_SIGN.finditer(text))
    letters = {letter for power in powers for letter in _LETTERS.findall(power)}
    declared = {*map(canonical_name, row.symbols), *(canonical_name(head) for head in row.definitions)}
    new = sorted((letters & _COUNTS) - declared - _bound(text) - {*_ends(text)}) if letters else []
    return replace(row, symbols={**row.symbols, **dict.fromkeys(new, "nonnegative integer")}) if new else row


def _letters_of_words(sources: Sequence[str], asked: int) -> list[str]:
    """The letters of words like ad and cx_1 in typed text, if each of them stands alone somewhere.

    The first sources, `asked` many, are questions: the 4ac and xy of these are products too, but not tp beside fp, nor lr.
    """
    if any(_TRANSPOSED.search(source) or _DIFFERENTIAL.search(source) for source in sources):
        return []
    alone: set[str] = set()
    words: list[tuple[str, str]] = []
    products: set[str] = set()
    for place, source in enumerate(sources):
        if "\\" in source:
            source = COMMAND.sub(" ", source.replace(r"\\", " "))
            alone |= {*_LETTER.findall(source), *_NUMBERED.findall(source)}
            continue
        alone |= {*LONE.findall(source), *_NUMBERED.findall(source)}
        here = [(found[1], found[2] or "") for found in WORD.finditer(source) if not is_known(found[1])]
        words += here
        products |= {word for word, _ in here if place < asked and PAIR.fullmatch(word)}
    alone |= {letter for word in products if not _shares_letters(word, products) for letter in word}
    needed: list[str] = []
    for word, index in words:
        last = f"{word[-1]}{index}"
        names = [*word[:-1], last] if last in alone or not index else [*word[:-1], word[-1]]
        if all(name in alone or name in _UNITS for name in names):
            needed += [name for name in names if name not in _UNITS]
    return list(dict.fromkeys(needed))


def _shares_letters(word: str, others: Iterable[str]) -> bool:
    """Whether another word has one of its letters that is none of a variable: tp and fp are names, ax and bx are products."""
    return any(not {*word}.isdisjoint({*other} - {*"xyztuvw"}) for other in others if other != word)


def _ends(text: str) -> list[str]:
    """The letters up to which sums and products go."""
    patterns = (_LIMITED, _LIMITED_BEFORE, _TYPED, _ORDERED, _FROM_ZERO)
    places = [found for pattern in patterns for found in pattern.finditer(text)]
    return sorted({found["last"] for found in places if found["last"].isalpha()} - _bound(text))


def _steps(text: str) -> list[str]:
    r"""\alpha_{t-1} and r_{t+k+1} as they are written, if nothing binds their index: numbers of their own, beside \alpha_t."""
    bound = {*_lengths(text), *_bound(text)}
    steps = ((found[0], _LETTERS.findall(found["index"] or found["typed"])) for found in _STEP.finditer(text))
    return list(dict.fromkeys(name for name, letters in steps if bound.isdisjoint(letters)))


def _base(name: str) -> str:
    return canonical_name(re.split(r"[_^]", name)[0].strip())


def _lengths(text: str) -> dict[str, str]:
    """How far each index goes that is bound from 1 on; an index that goes differently far is left out."""
    found: dict[str, set[str]] = {}
    for pattern in (_LIMITED, _LIMITED_BEFORE, _TYPED, _ORDERED):
        for place in pattern.finditer(text):
            for letter in _LETTERS.findall(re.sub(r"\\[A-Za-z]+", " ", place["names"])):
                found.setdefault(letter, set()).add(place["last"])
    for place in _UNLIMITED.finditer(text):
        for letter in _LETTERS.findall(re.sub(r"\\[A-Za-z]+", " ", place["name"] or place["names"])):
            found.setdefault(letter, set())
    inner = _bound(text)  # a sum up to j - 1 below one over j has no length
    found = {letter: lasts for letter, lasts in found.items() if lasts.isdisjoint(inner)}
    every = {last for lasts in found.values() for last in lasts}
    common = every.pop() if len(every) == 1 else _count_in(text) if not every else ""
    lengths = {letter: lasts.pop() if len(lasts) == 1 else common for letter, lasts in found.items() if len(lasts) < 2}
    return {letter: last for letter, last in lengths.items() if last}


def _count_in(text: str) -> str:
    r"""How many items a sum without limits has: the m of \frac1m\sum_i x_i; "" if two letters may say it."""
    found = {next(letter for letter in place.groups() if letter) for place in _COUNT.finditer(text)}
    is_said = _ALONE.search(text) is not None  # K/n times a sum has n items, and K of them nowhere
    return _LENGTH if not found or is_said else found.pop() if len(found) == 1 else ""


def _bound(text: str) -> set[str]:
    """The letters that a sum or product binds somewhere."""
    patterns = (_LIMITED, _LIMITED_BEFORE, _TYPED, _ORDERED, _UNLIMITED, _STARTED)
    places = [found.groupdict() for pattern in patterns for found in pattern.finditer(text)]
    names = [place.get("names") or place.get("name") or "" for place in places]
    return {letter for each in names for letter in _LETTERS.findall(re.sub(r"\\[A-Za-z]+", " ", each))}


def _indices_of_deltas(row: Row, sources: Sequence[str]) -> set[str]:
    r"""The i and j of \delta_{ij}, if what the question asks for has items with these indices, and is a derivative.

    Without one \delta_{ij} may be an error or a gap; but not in p_i (\delta_{ij} - p_j).
    """
    places = [place for source in sources for place in _SOFTMAX.finditer(source)]
    pairs = [({place["i"], place["j"]}, {place["before"], place["behind"]}) for place in places]
    found = {letter for pair, around in pairs if pair == around for letter in pair}
    text = "\n".join(row.asked)
    if r"\partial" not in text and "∂" not in text:
        return found
    indices = {letter for item in _ITEM.finditer(_DELTA.sub(" ", text)) for letter in _indices(item)}
    return found | {letter for place in _DELTA.finditer(text) for letter in place.groups() if indices.issuperset(place.groups())}


def _indices(item: re.Match[str]) -> list[str]:
    return _LETTERS.findall(item["one"] or item["some"] or item["above"] or item["typed"] or "")


def _is_name(name: str, declared: Iterable[str]) -> bool:
    base = name.partition("_")[0]
    is_letter = len(base) == 1 or base in GREEK_WORDS
    is_function = name in FUNCTIONS and name not in GREEK_WORDS  # \gamma_i is no value of the gamma function
    return is_letter and name not in declared and not is_function and name not in BINDER_FUNCTIONS


def _words(sizes: set[tuple[str, ...]]) -> str:
    """The declaration of what has items of these sizes, or "" if they differ."""
    if len(sizes) != 1:
        return ""
    (size,) = sizes
    return f"sequence {size[0]} of real" if len(size) == 1 else f"matrix {size[0]} {size[1]}"


def _means(text: str, symbols: Mapping[str, str], declared: Iterable[str]) -> dict[str, str]:
    r"""\bar x = \frac1n\sum_i x_i, for each sequence of numbers x whose mean nobody declared."""
    found: dict[str, str] = {}
    for place in _MEAN.finditer(text):
        base = canonical_name(next(group for group in place.groups() if group))
        words = symbols.get(base, "").split()
        name = f"{base}_bar"
        if name in declared or words[:1] not in (["sequence"], ["vector"]) or (words[2:] and not set(words[3:]) <= _NUMBERS):
            continue
        letter = f"\\{base}" if base in GREEK_WORDS else base
        found[rf"\bar{{{letter}}}"] = rf"\frac{{1}}{{{words[1]}}}\sum_{{i=1}}^{{{words[1]}}} {letter}_i"
    return found
