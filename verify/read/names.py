"""Names: Greek letters and their words are one name, and a misspelt word has neighbours."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

from verify.problem import reject
from verify.term import BINDERS, Term, postorder

GREEK_LETTERS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma",
    "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "ℓ": "ell",  # drawn as the others are: by a command, or as one character
}  # fmt: skip
GREEK_WORDS = frozenset(GREEK_LETTERS.values()) | {"varepsilon", "varphi", "vartheta", "varpi", "varrho", "varsigma"}

_BRACES = re.compile(r"\{(\w+)\}")
ACCENTS = {"hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde", "widetilde": "tilde", "dot": "dot",
           "ddot": "ddot"}  # fmt: skip
FONTS = frozenset(
    ("mathbf", "boldsymbol", "bm", "mathit", "mathsf", "mathcal", "mathscr", "mathfrak", "vec", "mathnormal", "pmb")
)
_FONT = re.compile(rf"\\(?:{'|'.join(sorted(FONTS))}|mathrm|operatorname|text|mathop)\s*(?:\{{(\\?\w+)\}}|(\\?\w))")
_ACCENT = re.compile(rf"\\({'|'.join(ACCENTS)})\s*(?:\{{(\\?\w+)\}}|(\\[A-Za-z]+|\w))")
_TWO_STARS = re.compile(r"_\{\s*(?:\*|\\ast|\\star)\s*(?:\*|\\ast|\\star)\s*\}")
_INDEX_ABOVE_FIRST = re.compile(r"\A(\w+)(\^\{[(\[][^{}]*[)\]]\})_(\w+|\{[^{}]*\})\Z")  # x^{(i)}_1
_INDEX_IN_BRACKETS = re.compile(r"\A(\w+)_\(([^()]*)\)\Z")  # w_(k+1)
_INDEX_ABOVE_IN_BRACKETS = re.compile(r"\A(\w+)\^(\([^()]*\))\Z")
_VARIANT = re.compile(r"\bvar(epsilon|theta|phi|rho|sigma)")  # another drawing of the same letter
_STAR = re.compile(r"[\^_](?:\*|\{\*\}|\\ast|\\star)")


@lru_cache(4096)
def canonical_name(name: str) -> str:
    r"""The one spelling of a name: `λ`, `lambda` and `\lambda` are `lambda`; `x_{t}` is `x_t`, `\bar{x}` is `x_bar`, `x^*` is
    `x_star`, and a font makes no other name; w_(k+1) is `w_{k+1}`, and x^(t) is `x^{(t)}`."""
    name = name.strip()
    if "\\" in name or "^" in name or "*" in name:
        name = _FONT.sub(lambda found: found[1] or found[2], name)
        name = _ACCENT.sub(lambda found: accented(found[2] or found[3], found[1]), name)
        name = _STAR.sub("_star", _TWO_STARS.sub("_starstar", name)).replace("\\", "")
    if "var" in name:
        name = _VARIANT.sub(r"\1", name)
    if "{" in name:
        name = _BRACES.sub(r"\1", name)
    if name[-1:] in (")", "}") or "^" in name:
        name = _INDEX_IN_BRACKETS.sub(r"\1_{\2}", "".join(name.split()))
        name = _INDEX_ABOVE_FIRST.sub(r"\1_\3\2", _INDEX_ABOVE_IN_BRACKETS.sub(r"\1^{\2}", name))
    return name if name.isascii() else "".join(GREEK_LETTERS.get(character, character) for character in name)


def accented(name: str, accent: str) -> str:
    r"""x_bar of x, and x_bar_1 of x_1: \bar{x_1} is \bar{x}_1."""
    letter, _, index = name.partition("_")
    mark = ACCENTS[accent]
    return f"{letter}_{mark}_{index}" if index and index.partition("_")[0] not in ACCENTS.values() else f"{name}_{mark}"


def nearest(word: str, known: Iterable[str], count: int = 3, cutoff: float = 0.6) -> tuple[str, ...]:
    """The known words that `word` may be a misspelling of, the most alike first."""
    words = sorted(set(known))
    in_other_case = [each for each in words if each.lower() == word.lower()]
    alike = difflib.get_close_matches(word, words, n=count, cutoff=cutoff)
    return tuple(dict.fromkeys((*in_other_case, *alike)))[:count]


def offer(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """A sentence that offers the nearest known words, or nothing; `cutoff` is how alike they are at least, from 0 to 1."""
    near = nearest(word, known, cutoff=cutoff)
    return f"did you mean {' or '.join(near)}?" if near else ""


def check_names(*terms: Term) -> None:
    """Raises InputError if a name stands for two symbols in these terms.

    The two sides of a claim may be read one by one: an `n` that is real on one side and a natural number on the other would be
    two independent unknowns, and the claim would be refuted for no mistake of its author.  Bound symbols do not count.
    """
    seen: dict[str, Term] = {}
    inside = postorder(*terms)
    bound = {inner.args[0] for inner in inside if inner.op in BINDERS}
    for inner in inside:
        if inner.op == "symbol" and inner not in bound and seen.setdefault(inner.name, inner) is not inner:
            raise reject("name-conflict", f"{inner.name} is used as two different things", where=inner.name,
                         help=f"declare {inner.name}, or give it the same assumptions everywhere")  # fmt: skip
