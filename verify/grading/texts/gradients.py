r"""Gradients and rates of what nobody defines: \theta_t - \eta \nabla f(\theta_t), w - \eta \frac{\partial L}{\partial w}.

Each is a quantity by itself, the same wherever it is written alike.  What it is of may have properties that are not said, and
other ways to be written: nothing is wrong that does not have the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from verify.grading.row import Row
from verify.grading.texts.labels import plain_text
from verify.read.names import canonical_name

_LONGEST = 2_000
_MOST = 6
_LETTERS = (r"\Xi", r"\Upsilon")  # of which one stands in no formula
_INDEX = r"(?:_(?:\{[^{}]*\}|\\[A-Za-z]+|\w))?"
_FONT = r"\\(?:mathcal|mathscr|mathrm|tilde|hat|bar)\s*\{\s*\\?[A-Za-z]+\s*\}"
_HEAD = rf"(?:{_FONT}|\\ell(?![A-Za-z])|[A-Za-z](?![A-Za-z])){_INDEX}"
_NAME = rf"(?:\\(?:mathbf|boldsymbol|hat|bar)\s*\{{\s*\\?[A-Za-z]+\s*\}}|\\[A-Za-z]+|[A-Za-z]){_INDEX}"
_ARGUMENTS = r"(?:\s*(?:\\left)?\((?:[^()]|\([^()]*\))*\))?"
_D = r"(?:\\partial(?![A-Za-z])|\\mathrm\s*\{\s*d\s*\}|d(?![A-Za-z]{2}))"
_NOT_LINEAR = re.compile(r"\\(?:times|odot|otimes|cdot|langle|top|circ)(?![A-Za-z])|\\\||‖|\\nabla\s*\^|\^\s*\{?\s*(?:T|-)|∇²|\|")
_BELOW = re.compile(
    r"\\[dt]?frac\s*\{[^{}]*\}\s*\{[^{}]*\\(?:Xi|Upsilon)|/\s*\(?\s*\\(?:Xi|Upsilon)"
    r"|(?:Xi|Upsilon)_\{[0-9]\}\s*(?:\^|\\(?:Xi|Upsilon)|[A-Z])"
)
_SCALARS = ("real", "positive", "nonnegative", "negative", "nonzero", "natural", "integer", "(", "[")
_ONE_ARGUMENT = re.compile(
    r"\s*(?:\\left)?\(\s*(?P<name>\\[A-Za-z]+|[A-Za-z])\s*(?:_\s*(?:\{[^{}]*\}|\\[A-Za-z]+|\w)|\^\*)?\s*(?:\\right)?\)"
)
_D_OF = re.compile(r"\\partial|\A\s*d|∂")
_GRADIENT = re.compile(
    rf"(?<![A-Z)\]}}])(?<![A-Z)\]}}]\s)(?:\\nabla(?![A-Za-z])|∇)\s*(?P<by>{_INDEX})\s*(?P<head>{_HEAD})(?P<at>{_ARGUMENTS})"
    r"(?=\s*(?:[-+=<>,;)\]}&$]|\\(?:right|le|ge|leq|geq|quad|frac)(?![A-Za-z])|\\\\|\Z))"
    rf"|\\[dt]?frac\s*\{{\s*{_D}\s*(?P<above>{_HEAD}){_ARGUMENTS}\s*\}}\s*\{{\s*{_D}\s*{_NAME}\s*\}}"
)


@dataclass(frozen=True)
class Gradients:
    """The names that stand for such quantities, by how these are written."""

    names: Mapping[str, str]

    def replaced(self, text: str) -> str:
        """A text with the names in the place of what they stand for; what is written otherwise stays."""
        if len(text) > _LONGEST:
            return text
        return _GRADIENT.sub(lambda found: f" {self.names.get(_written(found), found[0])} ", text)

    def may_be_no_number(self, text: str) -> bool:
        r"""Whether a text has gradients, and signs for products of vectors, norms or inverses: of numbers more holds."""
        has_gradient = any("nabla" in written or "∇" in written for written in self.names)
        return has_gradient and (_NOT_LINEAR.search(text) is not None or _BELOW.search(self.replaced(text)) is not None)

    def are_several_in(self, text: str) -> bool:
        """Whether a text has several gradients, as those of a function and a constraint."""
        return text.count("nabla") > 1

    def all_stand_in(self, *texts: str) -> bool:
        """Whether every one of the quantities is in some texts."""
        written = {_written(found) for text in texts for found in _GRADIENT.finditer(text[:_LONGEST])}
        return written >= self.names.keys()


def gradients_of(row: Row) -> tuple[Row, Gradients] | None:
    """The row with names for the gradients and rates of undeclared functions in its references; None if there are none."""
    texts = row.asked
    found = {_written(place): place["head"] or place["above"] for text in texts for place in _GRADIENT.finditer(text[:_LONGEST])}
    declared = {canonical_name(name.partition("(")[0]) for name in (*row.symbols, *row.definitions)}
    letter = next((each for each in _LETTERS if not any(each in text for text in texts)), None)
    if any(_NOT_LINEAR.search(text) for text in texts if "nabla" in text or "∇" in text):
        return None
    if not found or len(found) > _MOST or letter is None or any(canonical_name(head) in declared for head in found.values()):
        return None
    rates = [each[0] for text in texts for each in _GRADIENT.finditer(text[:_LONGEST]) if each["above"]]
    if len(rates) > 1 and _is_reciprocal(rates):
        return None
    if any(not words.startswith(_SCALARS) for words in row.symbols.values()):
        return None
    gradients = Gradients({written: f"{letter}_{{{place}}}" for place, written in enumerate(found, 1)})
    references = tuple(replace(each, formula=gradients.replaced(each.formula)) for each in row.references)
    symbols = {**row.symbols, **dict.fromkeys(gradients.names.values(), "real")}
    return replace(row, references=references, symbols=symbols), gradients


def _is_reciprocal(rates: list[str]) -> bool:
    r"""Whether \frac{dx}{dy} stands beside \frac{dy}{dx}."""
    parts = [tuple(_D_OF.sub("", part) for part in re.findall(r"\{([^{}]*)\}", plain_text(rate))[-2:]) for rate in rates]
    return any(part[::-1] in parts for part in parts)


def _written(found: re.Match[str]) -> str:
    r"""How a rate is written, without the variable of a gradient that its argument names: \nabla_\theta L(\theta_t)."""
    place = _ONE_ARGUMENT.fullmatch(found["at"] or "")
    if place is None or found["by"].strip("_{} ") != place["name"]:
        return plain_text(found[0])
    return plain_text(rf"\nabla {found['head']}{found['at']}")
