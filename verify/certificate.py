"""Certificates: proofs and counterexamples as JSON, and back.

    {"format": "derivation-verifier certificate", "version": 1, "claim": "sigmoid-tanh",
     "terms": [["symbol", [], ["x", {"sort": "Scalar", ...}]], ["exp", [0]], ...],
     "proofs": [{"rule": .., "statement": 7, "hypotheses": [..], "premises": [..], "data": ..}, ...],
     "roots": [{"label": .., "proof": 12}],
     "refutations": [{"label": .., "statement": 9, "hypotheses": [..], "point": [["x", "-1"]], "left": "1", "right": "-1"}]}

Terms and proofs are tables whose rows refer to earlier rows only.  Reading fails closed: a certificate that is not exactly of
this form is an InputError, and what it claims is for `verify.recheck` to judge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path
from typing import Any

from flint import fmpz_mpoly

from verify.mathematics.algebra import CONTEXT_SIZES, ring
from verify.problem import InputError, reject
from verify.question import Counterexample, Proof, Question
from verify.sort import DensityFamily, Function, Outcome, Random, Scalar, Sequence, Sort, Tensor, VectorFunction, terms_in
from verify.term import BINDERS, CONNECTIVES, OPTIMA, RELATIONS, TENSOR_OPERATIONS, UNARY_FUNCTIONS, Term, make, postorder

FORMAT = "derivation-verifier certificate"
VERSION = 1
_LARGEST_PLAIN_INTEGER = 2**53
_LARGEST_FILE = 64 * 1024 * 1024
_LARGEST_DEGREE = 2**31
_DEEPEST = 400
_REFUTATION = ("label", "statement", "hypotheses", "point", "left", "right")
_SORTS: dict[str, type] = {
    kind.__name__: kind for kind in (Scalar, Tensor, Sequence, Function, VectorFunction, Outcome, DensityFamily, Random)
}
_LEAVES = frozenset(("number", "symbol", "pi", "infinity", "imaginary", "space", "true", "false"))
_OPERATIONS = (
    _LEAVES | UNARY_FUNCTIONS | RELATIONS | CONNECTIVES | BINDERS | TENSOR_OPERATIONS
    | frozenset(("add", "mul", "power", "max", "min", "polygamma", "beta", "factorial", "binomial", "delta", "piecewise", "item",
                 "apply", "derivative", "density", "expect", "trace", "determinant", "is_member", "finite_set", "interval",
                 "union", "intersection", "norm"))
)  # fmt: skip
_ARITY = {
    **dict.fromkeys(UNARY_FUNCTIONS | {"expect", "trace", "determinant", "transpose", "inverse", "matrix_root", "not"}, 1),
    **dict.fromkeys(RELATIONS | {"power", "row", "lambda", "set_builder", "implies", "iff"} | OPTIMA, 2),
    **dict.fromkeys(("limit",), 3),
    **dict.fromkeys(("sum", "product", "largest", "integral"), 4),
    **dict.fromkeys(_LEAVES, 0),
}


@dataclass(frozen=True)
class Refutation:
    """A statement and the point at which it fails."""

    question: Question
    counterexample: Counterexample


@dataclass(frozen=True)
class Certificate:
    """The labelled proofs of one claim, and the labelled refutations of its mistakes."""

    claim: str
    proofs: tuple[tuple[str, Proof], ...] = ()
    refutations: tuple[tuple[str, Refutation], ...] = ()


# ------------------------------------------------------------------------------------------------------------------ writing


def to_json(certificate: Certificate) -> dict[str, Any]:
    """The certificate as plain data; equal certificates give equal data."""
    writer = _Writer()
    roots = [{"label": label, "proof": writer.proof(proof)} for label, proof in certificate.proofs]
    refutations = [{"label": label, **writer.refutation(refutation)} for label, refutation in certificate.refutations]
    return {
        "format": FORMAT,
        "version": VERSION,
        "claim": certificate.claim,
        "terms": writer.terms,
        "proofs": writer.proofs,
        "roots": roots,
        "refutations": refutations,
    }


def write(certificate: Certificate, path: Path) -> None:
    """Write one JSON file, one row a line."""
    data = to_json(certificate)
    head = {key: data[key] for key in ("format", "version", "claim")}
    lines = [json.dumps(head)[:-1] + ","]
    tables = ("terms", "proofs", "roots", "refutations")
    for key in tables:
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in data[key])
        lines.append(f'"{key}": [\n{rows}\n]' + ("}" if key == tables[-1] else ","))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


class _Writer:
    def __init__(self) -> None:
        self.terms: list[list[Any]] = []
        self.proofs: list[dict[str, Any]] = []
        self._rows: dict[Term, int] = {}
        self._proof_rows: dict[int, int] = {}

    def term(self, root: Term) -> int:
        for term in postorder(root):
            if term not in self._rows:
                row: list[Any] = [term.op, [self._rows[arg] for arg in term.args]]
                if term.value is not None:
                    row.append(self._value(term))
                self._rows[term] = len(self.terms)
                self.terms.append(row)
        return self._rows[root]

    def _value(self, term: Term) -> Any:
        if term.op == "symbol":
            return [term.name, self.sort(term.sort)]
        if term.op == "number":
            return _fraction_text(term.fraction)
        return self.data(term.value)

    def sort(self, sort: Sort) -> dict[str, Any]:
        for inner in terms_in(sort):
            self.term(inner)
        values = {field.name: self.data(getattr(sort, field.name)) for field in fields(sort)}
        return {"sort": type(sort).__name__, **values}

    def proof(self, root: Proof) -> int:
        pending = [(root, False)]
        while pending:
            proof, ready = pending.pop()
            if id(proof) in self._proof_rows:
                continue
            if not ready:
                pending.append((proof, True))
                pending.extend((premise, False) for premise in proof.premises)
                continue
            row = {
                "rule": proof.rule,
                "statement": self.term(proof.question.statement),
                "hypotheses": [self.term(hypothesis) for hypothesis in proof.question.hypotheses],
                "premises": [self._proof_rows[id(premise)] for premise in proof.premises],
                "data": self.data(dict(proof.data)),
            }
            self._proof_rows[id(proof)] = len(self.proofs)
            self.proofs.append(row)
        return self._proof_rows[id(root)]

    def refutation(self, refutation: Refutation) -> dict[str, Any]:
        question, counterexample = refutation.question, refutation.counterexample
        return {
            "statement": self.term(question.statement),
            "hypotheses": [self.term(hypothesis) for hypothesis in question.hypotheses],
            "point": [list(row) for row in counterexample.point],
            "left": counterexample.left,
            "right": counterexample.right,
        }

    def data(self, value: Any) -> Any:
        if value is None or isinstance(value, (bool, str)):
            return value
        if isinstance(value, int):
            return value if abs(value) < _LARGEST_PLAIN_INTEGER else {"integer": hex(value)}
        if isinstance(value, Fraction):
            return {"fraction": _fraction_text(value)}
        if isinstance(value, Term):
            return {"term": self.term(value)}
        if isinstance(value, Sort):
            return self.sort(value)
        if isinstance(value, fmpz_mpoly):
            return {"polynomial": [value.context().nvars(), [self._monomial(*row) for row in sorted(value.to_dict().items())]]}
        if isinstance(value, tuple):
            return [self.data(each) for each in value]
        if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
            return {"map": [[key, self.data(each)] for key, each in value.items()]}
        raise TypeError(f"a proof holds {type(value).__name__}, which has no place in a certificate")

    def _monomial(self, exponents: tuple[int, ...], coefficient: Any) -> list[Any]:
        """[coefficient, [[generator, degree], ...]]"""
        return [self.data(int(coefficient)), [[index, int(degree)] for index, degree in enumerate(exponents) if degree]]


def _fraction_text(value: Fraction) -> str:
    """p/q in hexadecimal where the decimal would be too long for Python to convert."""
    if max(abs(value.numerator), value.denominator).bit_length() > 10_000:
        return f"{value.numerator:#x}/{value.denominator:#x}"
    return f"{value.numerator}/{value.denominator}"


# ------------------------------------------------------------------------------------------------------------------ reading


def read(path: Path) -> Certificate:
    """The certificate in a file; raises InputError for a file that is not one."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise reject("malformed-certificate", f"{path.stat().st_size} bytes", where=str(path))
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise reject("malformed-certificate", f"no JSON: {error}", where=str(path)) from None
    try:
        return from_json(data)
    except InputError as error:
        raise reject(error.problem.kind, error.problem.seen, where=str(path), help=error.problem.help) from None


def from_json(data: Any) -> Certificate:
    """The inverse of `to_json`; raises InputError for anything else."""
    try:
        return _Reader(data).certificate()
    except InputError as error:
        raise _malformed(error.problem.seen) from None
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError, ArithmeticError, AssertionError) as error:
        raise _malformed(f"{type(error).__name__}: {error}") from None


def _malformed(seen: str) -> InputError:
    return reject("malformed-certificate", seen, help="a file written by `verify check --certificates`")


class _Reader:
    def __init__(self, data: Any) -> None:
        self.content = data
        self.terms: list[Term] = []
        self.heights: list[int] = []
        self.proofs: list[Proof] = []

    def certificate(self) -> Certificate:
        content = _fields(self.content, ("format", "version", "claim", "terms", "proofs", "roots", "refutations"))
        if content["format"] != FORMAT or content["version"] != VERSION:
            raise _malformed(f"format {content['format']!r}, version {content['version']!r}")
        for row in _list(content["terms"]):
            self._read_term(_list(row))
        for row in _list(content["proofs"]):
            self.proofs.append(self._read_proof(_fields(row, ("rule", "statement", "hypotheses", "premises", "data"))))
        roots = [_fields(row, ("label", "proof")) for row in _list(content["roots"])]
        proofs = tuple((_text(row["label"]), _row(self.proofs, row["proof"])) for row in roots)
        refutations = tuple(self._read_refutation(_fields(row, _REFUTATION)) for row in _list(content["refutations"]))
        return Certificate(_text(content["claim"]), proofs, refutations)

    def _read_term(self, row: list[Any]) -> None:
        if len(row) not in (2, 3):
            raise _malformed(f"a term of {len(row)} fields")
        op, indices = _text(row[0]), _list(row[1])
        if op not in _OPERATIONS:
            raise _malformed(f"the operation {op!r}")
        args = tuple(_row(self.terms, index) for index in indices)
        if _ARITY.get(op, len(args)) != len(args):
            raise _malformed(f"{op} of {len(args)} arguments")
        if op in BINDERS and args[0].op != "symbol":
            raise _malformed(f"{op} over {args[0]}")
        height = 1 + max((self.heights[index] for index in indices), default=0)
        if height > _DEEPEST:
            raise _malformed(f"a term nested {height} deep")
        value = self._read_value(op, row[2]) if len(row) == 3 else None
        self.terms.append(make(op, args, value))
        self.heights.append(height)

    def _read_value(self, op: str, value: Any) -> Any:
        if op == "symbol":
            name, sort = _list(value)
            return (_text(name), self._read_sort(sort))
        if op == "number":
            fraction = _fraction(value)
            return (fraction.numerator, fraction.denominator)
        return self._data(value)

    def _read_sort(self, data: Any) -> Sort:
        kind = _SORTS[data["sort"]]
        names = [field.name for field in fields(kind)]
        content = _fields(data, ("sort", *names))
        sort = kind(**{name: self._data(content[name]) for name in names})
        for name in names:
            self._check_sort_field(sort, name)
        result: Sort = sort
        return result

    def _check_sort_field(self, sort: Any, name: str) -> None:
        value = getattr(sort, name)
        term_fields = {"length", "mean", "covariance"}
        wrong = (
            (name in term_fields and not isinstance(value, Term))
            or (name == "shape" and not (len(value) == 2 and all(isinstance(size, Term) for size in value)))
            or (name == "given" and not all(isinstance(term, Term) for term in value))
            or (name in ("element", "codomain") and not isinstance(value, Sort))
            or (name == "kind" and value not in ("real", "integer", "complex"))
            or (name in ("lower", "upper") and not (value is None or isinstance(value, Fraction)))
            or (name in ("lower_open", "upper_open", "nonzero") and not isinstance(value, bool))
            or (name == "values" and not (value is None or all(isinstance(each, Fraction) for each in value)))
            or (name == "properties" and not all(isinstance(each, str) for each in value))
            or (name == "arity" and type(value) is not int)
        )
        if wrong:
            raise _malformed(f"a {type(sort).__name__} with {name} = {value!r}")

    def _read_proof(self, row: dict[str, Any]) -> Proof:
        statement = _row(self.terms, row["statement"])
        hypotheses = tuple(_row(self.terms, index) for index in _list(row["hypotheses"]))
        premises = tuple(_row(self.proofs, index) for index in _list(row["premises"]))
        data = self._data(row["data"])
        if not isinstance(data, dict):
            raise _malformed("a proof whose data is no map")
        return Proof(_text(row["rule"]), Question(statement, hypotheses), premises, data)

    def _read_refutation(self, row: dict[str, Any]) -> tuple[str, Refutation]:
        statement = _row(self.terms, row["statement"])
        hypotheses = tuple(_row(self.terms, index) for index in _list(row["hypotheses"]))
        pairs = [_list(pair) for pair in _list(row["point"])]
        point = tuple((_text(name), _text(value)) for name, value in pairs)
        counterexample = Counterexample(point, _text(row["left"]), _text(row["right"]))
        return _text(row["label"]), Refutation(Question(statement, hypotheses), counterexample)

    def _data(self, value: Any) -> Any:
        kind = type(value)
        if kind is list:
            return tuple([self._data(each) for each in value])
        if kind in (int, str, bool) or value is None:
            return value
        if kind is not dict or (len(value) != 1 and "sort" not in value):
            raise _malformed(f"the value {value!r}"[:100])
        if "sort" in value:
            return self._read_sort(value)
        ((tag, content),) = value.items()
        if tag == "integer":
            return int(_text(content), 16)
        if tag == "fraction":
            return _fraction(content)
        if tag == "term":
            return _row(self.terms, content)
        if tag == "polynomial":
            return self._polynomial(*_list(content))
        if tag == "map":
            pairs = [(_text(key), self._data(each)) for key, each in map(_list, _list(content))]
            if len({key for key, _ in pairs}) != len(pairs):
                raise _malformed("a map with a key twice")
            return dict(pairs)
        raise _malformed(f"the tag {tag!r}")


    def _polynomial(self, size: Any, rows: Any) -> Any:
        if size not in CONTEXT_SIZES:
            raise _malformed(f"a polynomial in {size!r} generators")
        if len(_list(rows)) == 1 and type(rows[0]) is list and rows[0][1:] == [[]] and type(rows[0][0]) is int and rows[0][0]:
            return ring(size).constant(rows[0][0])  # most are the denominator 1
        terms: dict[tuple[int, ...], int] = {}
        for coefficient, powers in map(_list, _list(rows)):
            exponents = [0] * size
            for index, degree in map(_list, _list(powers)):
                if type(index) is not int or type(degree) is not int or not (0 <= index < size and 0 < degree < _LARGEST_DEGREE):
                    raise _malformed(f"generator {index!r} to the power {degree!r}")
                exponents[index] = degree
            value = self._data(coefficient)
            if type(value) is not int or value == 0 or tuple(exponents) in terms:
                raise _malformed(f"the coefficient {value!r}")
            terms[tuple(exponents)] = value
        return ring(size).from_terms(terms)


def _fields(data: Any, names: Iterable[str]) -> dict[str, Any]:
    names = tuple(names)
    if not isinstance(data, dict) or set(data) != set(names):
        raise _malformed(f"an object that should have exactly the fields {', '.join(names)}")
    return data


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise _malformed(f"{str(data)[:60]!r} instead of a list")
    return data


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise _malformed(f"{str(data)[:60]!r} instead of a text")
    return data


def _row(rows: list[Any], index: Any) -> Any:
    """A row that stands earlier in the table; negative indices would count from its end."""
    if type(index) is not int or not 0 <= index < len(rows):
        raise _malformed(f"a reference to row {index!r} of {len(rows)}")
    return rows[index]


def _fraction(text: Any) -> Fraction:
    numerator, denominator = (int(part, 0) for part in _text(text).split("/"))
    value = Fraction(numerator, denominator)
    if (value.numerator, value.denominator) != (numerator, denominator):
        raise _malformed(f"{text[:60]} is not in lowest terms")
    return value
