"""Certificates: what is written is read back the same, and nothing else is read."""

from __future__ import annotations

import copy
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.certificate import Certificate, Refutation, from_json, read, to_json, write
from verify.mathematics.algebra import CONTEXT_SIZES, ring
from verify.problem import InputError
from verify.question import Counterexample, Proof, Question
from verify.sort import (
    INTEGER,
    NATURAL,
    NONZERO,
    POSITIVE,
    REAL,
    DensityFamily,
    Function,
    Outcome,
    Random,
    Scalar,
    Sequence,
    Sort,
    Tensor,
)
from verify.term import (
    ONE,
    ZERO,
    Term,
    add,
    apply,
    density,
    equal,
    exp,
    item,
    make,
    matrix,
    mul,
    number,
    power,
    relation,
    summation,
    symbol,
    transpose,
)

x, y = symbol("x", REAL), symbol("y", POSITIVE)
n, m, k = symbol("n", NATURAL), symbol("m", NATURAL), symbol("k", INTEGER)
HALF_OPEN = Scalar(lower=Fraction(-1, 3), upper=Fraction(5), lower_open=False)
mean = symbol("mu", Tensor((n, ONE)))
z = symbol("z", Random(mean, make("identity", (n,))))

SORTS: list[Sort] = [
    REAL,
    POSITIVE,
    NONZERO,
    INTEGER,
    NATURAL,
    HALF_OPEN,
    Scalar(values=(Fraction(0), Fraction(1, 2))),
    Scalar("complex"),
    Tensor((n, m)),
    Tensor((n, n), POSITIVE, ("invertible", "symmetric")),
    Sequence(n, POSITIVE),
    Sequence(n, Sequence(m, Tensor((n, ONE)))),
    Function(),
    Function(2, POSITIVE, ("convex", "smooth")),
    Outcome(),
    DensityFamily(),
    Random(mean, make("identity", (n,))),
    Random(add(mean, z), make("identity", (n,)), (z,)),
]

A = symbol("A", Tensor((n, m)))
TERMS: list[Term] = [
    number(10**400, 3),
    exp(power(x, Fraction(1, 2).numerator)),
    summation(k, ONE, n, item(symbol("s", Sequence(n, POSITIVE)), k)),
    transpose(A),
    matrix(2, 1, (x, y)),
    apply(symbol("f", Function(2)), x, y, orders=(1, 0)),
    density(symbol("p", DensityFamily()), [symbol("a", Outcome())], [symbol("b", Outcome())]),
    make("limit", (x, ZERO, exp(x)), "+"),
    make("derivative", (exp(x), x), 2),
]


def proof_about(term: Term, **data: Any) -> Proof:
    return Proof("some rule", Question(equal(term, term), (relation("lt", x, y),)), (), data)


def there_and_back(proof: Proof) -> Proof:
    text = json.dumps(to_json(Certificate("some-claim", (("a step", proof),))))
    certificate = from_json(json.loads(text))
    assert certificate.claim == "some-claim"
    ((label, back),) = certificate.proofs
    assert label == "a step"
    return back


@pytest.mark.parametrize("sort", SORTS, ids=repr)
def test_every_sort_survives(sort: Sort) -> None:
    proof = proof_about(symbol("name", sort))
    assert there_and_back(proof) == proof


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.op)
def test_every_form_of_term_comes_back_as_the_same_object(term: Term) -> None:
    assert there_and_back(proof_about(term)).question.statement.args[0] is term


def test_a_refutation_survives() -> None:
    question = Question(equal(x, y), (relation("lt", x, y),))
    refutation = Refutation(question, Counterexample((("x", "0"), ("y", "1")), "0", "1"))
    certificate = Certificate("some-claim", (), (("a mistake", refutation),))
    assert from_json(json.loads(json.dumps(to_json(certificate)))) == certificate


DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.fractions()
    | st.sampled_from([*TERMS, x, y])
    | st.integers().map(lambda i: (-(2**200)) * i),
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(DATA)
def test_data_survives_with_its_types(data: Any) -> None:
    back = there_and_back(proof_about(x, data=data)).data["data"]
    assert back == data
    assert repr(back) == repr(data)


def test_a_number_too_long_for_a_decimal_survives() -> None:
    long = 7 ** (10**5)
    proof = proof_about(mul(number(long), number(Fraction(1, long))), size=long)
    assert there_and_back(proof) == proof


@pytest.mark.parametrize("size", CONTEXT_SIZES)
def test_polynomials_survive(size: int) -> None:
    g = ring(size).generators
    for polynomial in (ring(size).zero, ring(size).one, (g[0] - 3 * g[size - 1] ** 2) ** 5 + 10**40):
        back = there_and_back(proof_about(x, polynomial=polynomial)).data["polynomial"]
        assert back == polynomial
        assert back.context() is polynomial.context()


def test_premises_are_shared() -> None:
    shared = proof_about(x)
    proof = Proof("join", Question(equal(x, x)), (shared, shared, Proof("inner", Question(equal(y, y)), (shared,))))
    data = to_json(Certificate("c", (("a", proof), ("b", shared))))
    assert len(data["proofs"]) == 3
    assert from_json(data) == Certificate("c", (("a", proof), ("b", shared)))


def test_a_file_survives(tmp_path: Path) -> None:
    certificate = Certificate("c", tuple((str(i), proof_about(term, t=term)) for i, term in enumerate(TERMS)))
    write(certificate, tmp_path / "c.json")
    assert read(tmp_path / "c.json") == certificate


def test_equal_certificates_are_equal_files(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write(Certificate("c", (("s", proof_about(TERMS[2], a=1, b=(x, y))),)), tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_what_has_no_place_in_a_certificate_is_an_error() -> None:
    with pytest.raises(TypeError, match="list"):
        to_json(Certificate("c", (("s", proof_about(x, data=[1])),)))


# ----------------------------------------------------------------------------------------------------------- malformed files

GOOD = to_json(Certificate("c", (("s", proof_about(exp(symbol("u", HALF_OPEN)), a=1)),)))


def change(path: list[Any], value: Any) -> Any:
    data = copy.deepcopy(GOOD)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


ROW = next(i for i, row in enumerate(GOOD["terms"]) if row[0] == "exp")
SYMBOL = next(i for i, row in enumerate(GOOD["terms"]) if row[0] == "symbol")
MALFORMED = {
    "another format": change(["format"], "x"),
    "a later version": change(["version"], 2),
    "a field too many": change(["extra"], 1),
    "an unknown operation": change(["terms", ROW, 0], "system"),
    "an operation that is no text": change(["terms", ROW, 0], 3),
    "exp of two arguments": change(["terms", ROW, 1], [0, 0]),
    "a reference to itself": change(["terms", ROW, 1], [ROW]),
    "a reference from the end": change(["terms", ROW, 1], [-1]),
    "a reference that is true": change(["terms", ROW, 1], [True]),
    "a row with a field too many": change(["terms", ROW], ["exp", [0], None, None]),
    "an unknown sort": change(["terms", SYMBOL, 2, 1], {"sort": "Proof"}),
    "a bound that is no fraction": change(["terms", SYMBOL, 2, 1, "lower"], "0"),
    "a kind that there is not": change(["terms", SYMBOL, 2, 1, "kind"], "rational"),
    "a sort without a field": change(["terms", SYMBOL, 2, 1], {"sort": "Scalar"}),
    "a fraction not in lowest terms": change(["proofs", 0, "data"], {"fraction": "2/4"}),
    "a division by zero": change(["proofs", 0, "data"], {"map": [["a", {"fraction": "1/0"}]]}),
    "a map with a key twice": change(["proofs", 0, "data"], {"map": [["a", 1], ["a", 2]]}),
    "data that is no map": change(["proofs", 0, "data"], 1),
    "a float": change(["proofs", 0, "data"], {"map": [["a", 0.5]]}),
    "a proof of itself": change(["proofs", 0, "premises"], [0]),
    "a root without a proof": change(["roots", 0, "proof"], 5),
    "a polynomial in 17 generators": change(["proofs", 0, "data"], {"map": [["a", {"polynomial": [17, []]}]]}),
    "a monomial twice": change(["proofs", 0, "data"], {"map": [["a", {"polynomial": [16, [[1, []], [2, []]]]}]]}),
    "a negative degree": change(["proofs", 0, "data"], {"map": [["a", {"polynomial": [16, [[1, [[0, -1]]]]]}]]}),
    "a refutation of nothing": change(["refutations"], [{"label": "m", "statement": 99, "hypotheses": [], "point": [],
                                                         "left": "", "right": ""}]),
    "a refutation without a point": change(["refutations"], [{"label": "m", "statement": 0, "hypotheses": [], "left": "",
                                                              "right": ""}]),
    "a point that is no pair": change(["refutations"], [{"label": "m", "statement": 0, "hypotheses": [], "point": [["x"]],
                                                         "left": "", "right": ""}]),
    "a list": [],
    "nothing": None,
}


@pytest.mark.parametrize("name", MALFORMED)
def test_not_read(name: str) -> None:
    with pytest.raises(InputError) as caught:
        from_json(MALFORMED[name])
    assert caught.value.problem.kind == "malformed-certificate"


def test_a_term_nested_too_deeply_is_not_read() -> None:
    data = copy.deepcopy(GOOD)
    for _ in range(500):
        data["terms"].append(["exp", [len(data["terms"]) - 1]])
    with pytest.raises(InputError, match="deep"):
        from_json(data)


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, "\x00", '{"format": 1}'])
def test_a_file_that_is_no_certificate_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.problem.where == str(path)
