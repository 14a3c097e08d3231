"""SymPy expressions, statements, matrices and sets as terms.

The structure is kept as SymPy has it.  What SymPy did to an expression when it was built is done: both sides of a claim are read
separately, so that it shows.  Three conventions differ from SymPy's:

- indices of `IndexedBase` count from 1; entries `A[i, j]` of a `MatrixSymbol` count from 0, as in SymPy, and are shifted;
- a sum or product whose upper bound is below its lower bound is empty;
- Heaviside(x) is read as functions by cases, 1/2 at 0 unless SymPy has another value there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verify.read.from_sympy import abstract as sympy_abstract
from verify.read.from_sympy import binders as sympy_binders
from verify.read.from_sympy import scalars as sympy_scalars
from verify.read.from_sympy import tensors as sympy_tensors
from verify.read.from_sympy.reader import Readers, SympyReading
from verify.term import Term

_READERS: Readers = {**sympy_scalars.READERS, **sympy_binders.READERS, **sympy_tensors.READERS, **sympy_abstract.READERS}


class SympyReader(SympyReading):
    """Reads the expressions of one claim, in which a name means one thing.

    `undeclared` lists the names that have neither a declaration nor assumptions, and are therefore real.
    """

    @property
    def readers(self) -> Readers:
        return _READERS


def from_sympy(expression: Any, symbols: Mapping[str, Term] | None = None) -> Term:
    """The term of one SymPy expression (or relation, matrix, set, or Python number).

    `symbols` are the declared names.  They win over SymPy's assumptions, which have to hold for all that is declared.
    Raises InputError that names the subexpression which cannot be read.
    """
    return SympyReader(symbols).read(expression)
