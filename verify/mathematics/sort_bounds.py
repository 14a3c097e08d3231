"""What the sort of a real number says of it, as statements."""

from __future__ import annotations

from verify.sort import Scalar
from verify.term import ZERO, Term, number, relation


def bounds(value: Term, sort: Scalar) -> list[Term]:
    """The statements that a real value lies in the interval of a sort, and is not 0 where the sort leaves that out."""
    found = []
    if sort.lower is not None:
        found.append(relation("lt" if sort.lower_open else "le", number(sort.lower), value))
    if sort.upper is not None:
        found.append(relation("lt" if sort.upper_open else "le", value, number(sort.upper)))
    if sort.nonzero:
        found.append(relation("ne", value, ZERO))
    return found
