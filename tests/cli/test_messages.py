"""Bad input, and the whole message it gets: what was seen, where, and what would help."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.cli import main
from verify.render.layout import Formula, laid_out


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(words)
    out, err = capsys.readouterr()
    return code, out + err


# name: (the words after `verify`, what is said)
REJECTED = {
    "an unknown claim": (["check", "sigmoid-tan"], """\
verify: no claim called 'sigmoid-tan'
    help: near it: sigmoid-tanh, sigmoid-tanh-network
"""),
    "an unknown command": (["recheque"], """\
verify: no command called 'recheque'
    help: near it: read, recheck
"""),
    "a file that is not there": (["check", "absent.py"], """\
verify: no file absent.py
    help: an id from `verify list`, or a path to a claim file
"""),
    "no certificates": (["recheck", "absent"], """\
verify: no file or folder absent
    help: the folder given to `verify check --certificates`
"""),
    "a bracket that is not closed": (["equal", "2(x+1", "x"], """\
verify: '(' is not closed
    2(x+1
     ^
    help: add ')'
"""),
    "a bracket without its partner": (["equal", "x+1)", "x"], """\
verify: ')' without its partner
    x+1)
       ^
    help: remove it, or open a bracket before
"""),
    "an unknown function": (["equal", "1 + sigmod(x)", "1"], """\
verify: unknown function 'sigmod'
    1 + sigmod(x)
        ^^^^^^
    help: did you mean sigmoid or sigma or sign?
"""),
    "a name used for two things": (["equal", "f(x) + f", "1"], """\
verify: f(...), with f not declared
    f(x) + f
    ^
    help: declare f as a function, or write f*(...)
"""),
    "two shapes": (["equal", "A B", "B A", "--let", "A: matrix n m", "--let", "B: matrix m n"], """\
verify: a statement between shapes n x n and m x m
    help: both sides need the same shape
"""),
    "a hostile character": (["equal", "x\u202ey", "1"], """\
verify: unexpected character U+202E (RIGHT-TO-LEFT OVERRIDE)
    x\N{REPLACEMENT CHARACTER}y
     ^
    help: a formula is written with letters, digits, + - * / ^ ( ) [ ] | , and relations
"""),
    "a command of Python": (["equal", "__import__('os').system('ls')", "1"], """\
verify: unexpected '_'
    __import__('os').system('ls')
    ^
    help: a formula is written with letters, digits, + - * / ^ ( ) [ ] | , and relations
"""),
    "an empty formula": (["equal", " ", "x"], """\
verify: an empty formula
    help: verify equal "tanh(x)" "2/(1+exp(-2x)) - 1"
"""),
    "a formula that ends early": (["equal", "x +", "1"], """\
verify: the formula ends too early
    x +
       ^
    help: expected a number, a name or a bracket
"""),
    "an over-long formula": (["equal", "x+" * 9999 + "x", "1"], """\
verify: a formula of 19999 characters
    help: at most 4096 characters
"""),
    "a slip in a long formula": (["equal", "x + " * 100 + "(y + " + "z + " * 40 + "1", "1"], """\
verify: '(' is not closed
    ... + x + x + x + x + x + x + x + (y + z + z + z + z + z + z + z + z + z + z + z + z + z + z + ...
                                      ^
    help: add ')'
"""),
    "a statement instead of a value": (["equal", "x = y", "1"], """\
verify: a statement, x = y, where a value is needed
    help: give its two sides as A and B
"""),
    "a value instead of a statement": (["equal", "x", "y", "--assume", "x + 1"], """\
verify: a value, x + 1, where a statement is needed
    help: write it with =, <, <= ...
"""),
    "a declaration without a colon": (["equal", "x", "y", "--let", "y positive"], """\
verify: --let 'y positive'
    help: a name, a colon and a domain: --let 'x: positive'
"""),
    "a declaration of nothing": (["equal", "x", "y", "--let", ": positive"], """\
verify: --let ': positive'
    help: a name, a colon and a domain: --let 'x: positive'
"""),
    "a declaration of a name that does not occur": (["equal", "theta", "0", "--let", "thta: positive"], """\
verify: a declaration of thta, which does not occur
    help: did you mean theta?
"""),
    "a declaration of a name that does not occur in what is read": (["read", "x^2", "--let", "X: positive"], """\
verify: a declaration of X, which does not occur
    help: did you mean x?
"""),
    "two declarations of one name": (["equal", "x", "0", "--let", "x: positive", "--let", "x: real"], """\
verify: x is declared twice: as positive, and as real
    help: declare it once
"""),
    "assumptions that nothing meets": (["equal", "x", "x + 0", "--assume", "x < 0", "--assume", "x > 1"], """\
verify: no point was found that meets the assumptions x < 0 and 1 < x
    help: weaken the assumptions
"""),
}  # fmt: skip


@pytest.mark.parametrize("name", REJECTED)
def test_bad_input_is_one_clear_message(capsys: pytest.CaptureFixture[str], name: str) -> None:
    words, expected = REJECTED[name]
    assert said(capsys, *words) == (2, expected)


def test_the_rows_of_a_matrix_may_be_declared(capsys: pytest.CaptureFixture[str]) -> None:
    declared = ("--let", "X: matrix n d", "--let", "x: rows of X")
    assert said(capsys, "equal", "sum(x_i x_i', i, 1, n)", "X'X", *declared) == (0, "proved (checked)\n")


def test_a_name_of_the_assumptions_may_be_declared(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "equal", "abs(x)", "x", "--let", "y: positive", "--assume", "x > y")[0] == 0


def test_a_formula_may_begin_with_a_minus(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "equal", "-x", "-1*x") == (0, "proved (checked)\n")


# --------------------------------------------------------------------------------------------------------------- claim files

HEAD = "from verify.claim import Claim, Equal, calc, cases\n"
# name: (the body of the claim file, the exit code, what is said of it; FILE stands for its path)
CLAIMS = {
    "a Python error": ("claim = Claim(statement=Equal('x', 1 / 0))", 2, """\
FAIL  a-claim  could not be checked
    the file could not be run: ZeroDivisionError: division by zero
        in FILE:2
0 of 1 claim in order: 1 could not be checked
"""),
    "a syntax error": ("claim = Claim(", 2, """\
FAIL  a-claim  could not be checked
    the file could not be run: SyntaxError: '(' was never closed
        in FILE:2
0 of 1 claim in order: 1 could not be checked
"""),
    "a statement that is already true": (
        "from sympy import Eq, Symbol\nclaim = Claim(statement=Eq(0 * Symbol('x', real=True), 0))", 2, """\
FAIL  a-claim  could not be checked
    the statement is already True: it was evaluated while it was written, so there is nothing left to check
        in FILE
        help: write it with Equal, AtMost, Below ... of verify.claim, which evaluate nothing
0 of 1 claim in order: 1 could not be checked
"""),
    "assumptions that nothing meets": ("claim = Claim(statement='x = x', assuming=('x < 0', 'x > 1'))", 2, """\
FAIL  a-claim  could not be checked
    no point was found that meets the assumptions x < 0 and 1 < x: a claim about nothing
        in FILE
        help: weaken the assumptions, or show a point that meets them: example={symbol: value}
0 of 1 claim in order: 1 could not be checked
"""),
    "a declaration of what does not occur": (
        "claim = Claim(statement=Equal('sqrt(x^2)', 'x'), symbols={'X': 'positive'})", 2, """\
FAIL  a-claim  could not be checked
    a declaration of X, which does not occur
        in FILE
        help: did you mean x?
0 of 1 claim in order: 1 could not be checked
"""),
    "declarations of what does not occur": (
        "claim = Claim(statement=Equal('sqrt(x^2)', 'x'), symbols={'x': 'positive', 'q': 'real', 'r': 'real'})", 2, """\
FAIL  a-claim  could not be checked
    a declaration of q and r, which do not occur
        in FILE
        help: the names are x
0 of 1 claim in order: 1 could not be checked
"""),
    "a declaration of what occurs in one part only": (
        "claim = Claim(symbols={'x': 'positive', 'y': 'real'},\n"
        "              parts={'a': Claim(statement='sqrt(x^2) = x'), 'b': Claim(statement='y^2 >= 0')})", 0, """\
ok    a-claim  proved, checked: 2 steps, 0 ms
1 of 1 claim in order: 1 proved
"""),
    "a name used for two things": (
        "from sympy import Symbol\n"
        "claim = Claim(statement=Equal(Symbol('x', positive=True) + Symbol('x', real=True), 0))", 2, """\
FAIL  a-claim  could not be checked
    x is used as two different things
        in FILE: x
        help: one name has one set of assumptions in a claim
0 of 1 claim in order: 1 could not be checked
"""),
    "a chain that does not begin at the statement": (
        "claim = Claim(statement=Equal('(x+1)^2', 'x^2+2x+1'), proof=calc('x^2+2x').eq('x(x+2)', by='factor'))", 1, """\
FAIL  a-claim  undecided: 3 steps, 0 ms
    refuted: the chain begins at the statement
        x^2 + 2*x = (x + 1)^2
        at x = 0:
            left  = 0
            right = 1
    refuted: the chain ends at the statement
        x*(x + 2) = x^2 + 2*x + 1
        at x = 0:
            left  = 0
            right = 1
0 of 1 claim in order: 1 undecided
"""),
    "a chain that ends elsewhere": (
        "claim = Claim(statement=Equal('(x+1)^2', 'x^2+2x+1'), proof=calc('(x+1)^2').eq('x^2+1', by='expand'))", 1, """\
FAIL  a-claim  undecided: 2 steps, 0 ms
    refuted: expand
        (x + 1)^2 = x^2 + 1
        at x = 1:
            left  = 4
            right = 2
    refuted: the chain ends at the statement
        x^2 + 1 = x^2 + 2*x + 1
        at x = 1:
            left  = 2
            right = 4
0 of 1 claim in order: 1 undecided
"""),
    "a chain that ends in another form of the statement": (
        "claim = Claim(statement=Equal('(x+1)^2', 'x^2+2x+1'), proof=calc('(x+1)^2').eq('(1+x)^2', by='swap'))", 0, """\
ok    a-claim  proved, checked: 2 steps, 0 ms
1 of 1 claim in order: 1 proved
"""),
    "cases that do not cover": (
        "claim = Claim(statement=Equal('max(x, -x)', 'abs(x)'), proof=cases(('x > 0', None), ('x < 0', None)))", 1, """\
FAIL  a-claim  undecided: 3 steps, 0 ms
    refuted: the cases cover the domain
        x < 0
        given x <= 0
        at x = 0:
            left  = 0
            right = 0
0 of 1 claim in order: 1 undecided
"""),
}  # fmt: skip


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_that_is_not_in_order_says_why(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    body, code, expected = CLAIMS[name]
    path = tmp_path / "a_claim.py"
    path.write_text(HEAD + body)
    got, out = said(capsys, "check", str(path))
    assert (got, _without_time(out)) == (code, expected.replace("FILE", str(path)))


def _without_time(out: str) -> str:
    return "\n".join(line.rsplit(", ", 1)[0] + ", 0 ms" if line.endswith(" ms") else line for line in out.split("\n"))


# -------------------------------------------------------------------------------------------------------------- certificates

UNREADABLE = {
    "no JSON": ("{", "no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
    "another object": ("{}", "an object that should have exactly the fields format, version, claim, terms, proofs, roots,"
                             " refutations"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_certificate(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    content, seen = UNREADABLE[name]
    path = tmp_path / "bad.json"
    path.write_text(content)
    code, out = said(capsys, "recheck", str(tmp_path))
    assert code == 2
    assert out.startswith(f"FAIL  {path}\n    {seen}\n        in {path}\n")
    assert out.endswith("0 of 1 certificate accepted\n")


# -------------------------------------------------------------------------------------------------------------------- layout

LONG = Formula("    " + " + ".join(["alpha"] * 30) + " = " + " + ".join(["beta"] * 30))


def test_a_long_formula_takes_two_lines_one_a_side() -> None:
    first, second = laid_out([LONG], 60)
    assert first.startswith("    alpha + ")
    assert second.startswith("      = beta + ")
    assert all(len(line) <= 60 and line.endswith(" ...") for line in (first, second))


def test_a_relation_inside_of_brackets_is_no_place_to_split() -> None:
    first, _ = laid_out([Formula("piecewise((1, x < 0), (2, true)) + y = 0")], 30)
    assert first == "piecewise((1, x < 0), (2, ..."


def test_what_fits_stays_as_it_is() -> None:
    assert laid_out([Formula("x = y"), "words " * 100], 60) == ["x = y", "words " * 100]


def test_nothing_is_cut_where_everything_is_asked_for() -> None:
    assert laid_out([LONG], None) == [str(LONG)]
