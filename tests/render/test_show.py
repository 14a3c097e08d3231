"""`verify show`: every claim of the catalogue in every form, and what a page has to say."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from verify.catalogue import Entry, entries, read_entry, run_file
from verify.check import check
from verify.render.exposition import Exposition, exposition
from verify.render.show_html import as_html
from verify.render.show_latex import as_latex
from verify.render.show_markdown import as_markdown
from verify.render.show_record import as_record
from verify.render.show_text import as_text
from verify.render.written import written_claim

CLAIM = '''"""A <b>square</b>.

(x+1)^2 = x^2 + 2x + 1        Own notes, 1

For every x & y.
"""

from sympy import Symbol

from verify.claim import AtLeast, Claim, Equal, Measurement, calc, cases

x = Symbol("x", real=True)
square = (x + 1) ** 2


def shifted(by):
    """(x + by)^2"""
    return (x + by) ** 2


def not_below(value):
    return AtLeast(square, value)


claim = Claim(
    parts={
        "expanded": Claim(
            statement=Equal(square, 1 + 2 * x + x**2),
            proof=calc(square).eq(x**2 + x + x + 1, by="each by each").eq(1 + 2 * x + x**2, by="collect"),
            mistakes={"no <i>mixed</i> term": x**2 + 1},
        ),
        "a square": Claim(statement=not_below(0), proof=cases((x >= 0, None), (x < 0, None))),
        "shifted": Claim(statement=Equal(shifted(1), square)),
    },
    numbers=lambda generator: [Measurement("one", 1.0, 1.0, 0.1)],
    plot=lambda axes, generator: axes.plot([0, 1], [1, 4]),
    scope="one x",
    cited={"the same for matrices": "A theorem"},
)
'''


def shown(path: Path) -> Exposition:
    names = run_file(read_entry(path))
    return exposition(read_entry(path), names["claim"], written_claim(path, names), check(names["claim"]))


@pytest.fixture
def page(tmp_path: Path) -> Exposition:
    path = tmp_path / "a_square.py"
    path.write_text(CLAIM)
    return shown(path)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
def test_every_claim_can_be_shown_in_every_form(entry: Entry) -> None:
    names = run_file(entry)
    claim = exposition(entry, names["claim"], written_claim(entry.path, names))
    assert entry.title
    assert entry.source
    assert as_text(claim, 100)
    assert as_markdown(claim)
    latex = as_latex(claim)
    assert latex.count(r"\left") == latex.count(r"\right") + latex.count(r"\leftarrow")
    assert latex.count("{") - latex.count(r"\{") == latex.count("}") - latex.count(r"\}")
    json.dumps(as_record(claim))
    well_formed(as_html(claim))


def well_formed(html: str) -> ElementTree.Element:
    """The page as XML: everything that is opened is closed."""
    body = html[html.index("<body>") : html.index("</html>")].replace("<br>", "<br/>").replace("&#xa0;", " ")
    return ElementTree.fromstring(body)


def test_formulas_stand_as_the_author_wrote_them(page: Exposition) -> None:
    text = "\n".join(as_text(page, 100))
    assert "square = 1 + 2*x + x^2" in text
    assert "= x^2 + x + x + 1   each by each   [proved, checked]" in text
    assert "square >= 0" in text
    assert "case x >= 0:" in text
    assert "shifted(1) = square" in text
    assert "    shifted(by) = (x + by)^2" in text
    assert "    square = (x + 1)^2" in text


def test_a_page_says_what_was_shown_and_what_was_not(page: Exposition) -> None:
    text = "\n".join(as_text(page, 100))
    assert "refuted at x = 1: 4 against 2" in text
    assert "one: expected 1, measured 1, tolerance 0.1" in text
    assert "Proved for one x; trust: cited." in text
    assert "Cited, not proved here: the same for matrices (A theorem)." in text
    assert "For every x & y." in text


def test_words_of_a_claim_are_no_markup(page: Exposition) -> None:
    html = as_html(page)
    well_formed(html)
    assert "A &lt;b&gt;square&lt;/b&gt;." in html
    assert "no &lt;i&gt;mixed&lt;/i&gt; term" in html
    assert r"A \<b\>square\</b\>." in as_markdown(page)
    assert r"For every x \& y." in as_latex(page)


def test_a_page_needs_nothing_else(page: Exposition) -> None:
    html = as_html(page)
    assert not any(word in html for word in ("<script", "http:", "https:", "@import", "url("))


def test_the_record_has_each_formula_twice(page: Exposition) -> None:
    record = as_record(page)
    assert (record["truth"], record["trust"], record["scope"]) == ("proved", "cited", "one x")
    step = record["parts"][0]["proof"][1]
    assert (step["formula"], step["latex"]) == ("x^2 + x + x + 1", "x^{2} + x + x + 1")
    assert (step["by"], step["truth"]) == ("each by each", "proved")
