r"""Names with an index that a text is given, which have to be others than those that it has: u_1 for Q(s, a), W_2 for W^{(l)}."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

_NUMBER = re.compile(r"[0-9]{1,9}")


def is_indexed(letter: str, texts: Iterable[str]) -> bool:
    r"""Whether a letter stands with an index, in any spelling: u_1, u_{ 1 }, u₁, u1, \mathbf{u}_1."""
    indexed = re.compile(rf"(?<![A-Za-z]){re.escape(letter)}[\s{{}}]*(?:_|[0-9])")
    return any(indexed.search(normalize("NFKC", text)) for text in texts)


def first_free_number(texts: Iterable[str]) -> int:
    """A number above all that stand in some texts."""
    return 1 + max((int(number) for text in texts for number in _NUMBER.findall(normalize("NFKC", text))), default=0)
