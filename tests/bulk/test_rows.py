"""The rows of a file, and what is said of those that cannot be read."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from verify.bulk.json_lines import LONGEST_LINE
from verify.bulk.rows import placed_rows, rows_of
from verify.bulk.unread import Unread
from verify.problem import InputError

ROW = {"id": "a", "reference": "2x", "submitted": "x+x"}
LINE = json.dumps(ROW).encode()

# a line of JSON between two good ones, and what is said of it
LINES: dict[str, tuple[bytes, str]] = {
    "torn": (LINE[:20], "line 2 is no JSON: Unterminated string starting at character 13"),
    "no JSON": (b"2x;x+x", "line 2 is no JSON: Extra data at character 2"),
    "two objects": (LINE + LINE, f"line 2 is no JSON: Extra data at character {len(LINE) + 1}"),
    "another encoding": ('{"id": "Zoë"}'.encode("latin-1"), "line 2 is no text in UTF-8"),
    "zeros, as after a power failure": (b"\0" * 100, "line 2 is no JSON: Expecting value at character 1"),
    "an answer twice": (b'{"submitted": "x", "submitted": "y"}', "line 2 is no JSON: 'submitted' stands in one object twice"),
    "a symbol twice": (b'{"symbols": {"x": "real", "x": "positive"}}', "line 2 is no JSON: 'x' stands in one object twice"),
    "deep": (b'{"id": ' + b"[" * 50 + b"]" * 50 + b"}", "line 2 is nested too deeply"),
    "very deep": (b"[" * 100_000, "line 2 is nested too deeply"),
    "a number without end": (b'{"points": ' + b"9" * 10_000 + b"}", "line 2 is no JSON: Exceeds the limit (4300 digits)"),
    "very long": (b'{"id": "' + b"a" * LONGEST_LINE + b'"}', f"line 2 is longer than {LONGEST_LINE} bytes"),
    "a list": (b"[1, 2]", "line 2 is a list, and no object"),
    "a text": (b'"x"', "line 2 is a text, and no object"),
    "a number": (b"1", "line 2 is a number, and no object"),
    "null": (b"null", "line 2 is null, and no object"),
}

# a file of JSON lines, and its rows
FILES: dict[str, tuple[bytes, list[Any]]] = {
    "empty": (b"", []),
    "empty lines": (b"\n\n  \n", []),
    "without a last end of line": (LINE, [ROW]),
    "an empty line between": (LINE + b"\n\n" + LINE + b"\n", [ROW, ROW]),
    "ends of line of Windows": (LINE + b"\r\n" + LINE + b"\r\n", [ROW, ROW]),
    "a byte order mark": (b"\xef\xbb\xbf" + LINE, [ROW]),
    "a separator of lines in a text": ('{"id": "a\u2028b"}'.encode(), [{"id": "a\u2028b"}]),
}

# a file that is none of rows, its name, and what is said of it
WRONG: dict[str, tuple[str, bytes, str]] = {
    "a list of rows": ("rows.json", b"[\n" + LINE + b"\n]", "begins with ["),
    "UTF-16": ("rows.jsonl", LINE.decode().encode("utf-16"), "is in UTF-16"),
    "UTF-16 in CSV": ("rows.csv", "id,submitted\n".encode("utf-16"), "is in UTF-16"),
    "a spreadsheet": ("rows.xlsx", b"PK\x03\x04\x14\x00\x06\x00", "is no text"),
    "Parquet by another name": ("rows.jsonl", b"PAR1\x15\x04", "is a Parquet file"),
    "CSV without a column of answers": ("rows.csv", b"id,answer\na,x\n", "has the columns 'id', 'answer'"),
    "CSV with semicolons": ("rows.csv", b"id;reference;submitted\na;x;x\n", "has the columns 'id;reference;submitted'"),
    "CSV with a name in capitals": ("rows.csv", b"ID,Reference,Submitted\na,x,x\n", "has the column 'ID'"),
    "CSV with semicolons, as a spreadsheet says it": ("rows.csv", b"sep=;\nid;submitted\na;x\n", "has the columns 'sep=;'"),
    "CSV with a column twice": ("rows.csv", b"id,submitted,submitted\na,x,y\n", "has two columns 'submitted'"),
}

HEADER = "id,reference,submitted,symbols,points,assuming\n"

# a row of CSV, and what it is, or what is said of it
CELLS: dict[str, tuple[bytes, Any]] = {
    "plain": (b"a,2x,x+x,,,", ROW),
    "a comma in quotes": (b'a,"max(x,y)",x,,,', {"id": "a", "reference": "max(x,y)", "submitted": "x"}),
    "an object": (b'a,2x,x+x,"{""x"": ""real""}",,', {**ROW, "symbols": {"x": "real"}}),
    "a number": (b"a,2x,x+x,,2.5,", {**ROW, "points": 2.5}),
    "points that are no number": (b"a,2x,x+x,,two,", {**ROW, "points": "two"}),
    "a condition": (b"a,2x,x+x,,,x < y", {**ROW, "assuming": "x < y"}),
    "conditions": (b'a,2x,x+x,,,"[""x < y"", ""y < 1""]"', {**ROW, "assuming": ["x < y", "y < 1"]}),
    "a comma without quotes": (b"a,max(x,y),x,,,", "line 2 has 7 cells, and the header 6"),
    "cells that are missing": (b"a,2x,x+x", "line 2 has 3 cells, and the header 6"),
    "an object that is no JSON": (b"a,2x,x+x,x: real,,", "symbols in line 2 is no JSON: Expecting value at character 1"),
    "another encoding": (b"Zo\xeb,2x,x+x,,,", "line 2 is no text in UTF-8"),
    "a quote that is not closed": (b'a,2x,"x+x,,,', "line 2 is no CSV: unexpected end of data"),
}

# the cell of a derivation, and its lines, or what is said of it
DERIVATIONS: dict[str, tuple[str, Any]] = {
    "a line": ("x + x", ["x + x"]),
    "lines": ("x + x\n= 2x", ["x + x", "= 2x"]),
    "lines of Windows, and empty ones": ("x + x\r\n\r\n  = 2x \r\n", ["x + x", "= 2x"]),
    "a number": ("2\n1 + 1", ["2", "1 + 1"]),
    "a list": ('["x + x", "2x"]', ["x + x", "2x"]),
    "a set": ("{1, 2}\n= {2, 1}", ["{1, 2}", "= {2, 1}"]),
    "an environment": ("\\begin{align}\nx + x \\\\\n&= 2x\n\\end{align}", ["\\begin{align}\nx + x \\\\\n&= 2x\n\\end{align}"]),
    "a vector, which is no JSON": ("[x, 1]\n= [1 x, 1]", "lines in line 2 is no JSON: Expecting value at character 2"),
}

# a line of JSON that is no row, and what can be told of it
TOLD: dict[str, tuple[bytes, dict[str, str]]] = {
    "what stands before the end of a torn line": (
        b'{"id": "q1-ada", "student": "ada", "refer', {"id": "q1-ada", "student": "ada"}),
    "nothing of a value that is torn itself": (b'{"id": "q1-ada", "student": "a', {"id": "q1-ada"}),
    "nothing of a number that may go on": (b'{"student": 10', {}),
    "a backslash that is not written twice": (b'{"id": "q1-ada", "submitted": "\\sqrt2", "student": "ada"}', {"id": "q1-ada"}),
    "all but the text in another encoding": (
        '{"submitted": "x²", "name": "Zoë", "id": "q1-ada"}'.encode("latin-1"), {"id": "q1-ada"}),
    "nothing that is said twice": (b'{"id": "q1-ada", "student": "ada", "id": "q1-emmy"}', {"student": "ada"}),
    "a number": (b'{"student": 1001, "submitted": x}', {"student": "1001"}),
    "nothing of another kind": (b'{"student": ["ada"], "question": true, "id": null, "submitted": x}', {}),
    "nothing of what is in a text": (b'{"submitted": "\\"id\\": 7, \\d, \\"id\\": \\"q1-ada\\"}', {}),
    "nothing of no object": (b'["id", "q1-ada"', {}),
}

# a header, a line that is no row, and what can be told of it
TOLD_OF_CELLS: dict[str, tuple[str, bytes, dict[str, str]]] = {
    "cells before a comma too many": ("id,student,submitted", b"q1,ada,max(x,y)", {"id": "q1", "student": "ada"}),
    "cells behind a comma too many": ("submitted,student,question", b"max(x,y),ada,q1", {"student": "ada", "question": "q1"}),
    "nothing that a name with a comma may have moved": ("id,name,student,submitted", b"q1,Lovelace,Ada,ada,x", {"id": "q1"}),
    "nothing between two formulas": ("reference,id,submitted", b"max(x,y),q1-ada,x", {}),
    "all but the torn cell": ("id,student,submitted", b"q1-ada,ad", {"id": "q1-ada"}),
    "nothing of one cell": ("id,submitted", b"q1-a", {}),
    "nothing behind cells that are missing": ("id,submitted,student", b"q1-ada,x", {"id": "q1-ada"}),
    "cells before words behind a quote": ("id,student,submitted", b'q1,ada,"2"x', {"id": "q1", "student": "ada"}),
    "all but the cell in another encoding": ("id,name,submitted", b"q1-ada,Zo\xeb,x", {"id": "q1-ada"}),
}


def written(folder: Path, content: bytes, name: str = "rows.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_is_no_row_costs_no_other_line(name: str, tmp_path: Path) -> None:
    line, said = LINES[name]
    first, unread, last = rows_of(written(tmp_path, LINE + b"\n" + line + b"\n" + LINE))
    assert (first, last) == (ROW, ROW)
    assert isinstance(unread, Unread)
    assert unread.problem.seen.startswith(said)


@pytest.mark.parametrize("name", DERIVATIONS)
def test_the_lines_of_a_cell(name: str, tmp_path: Path) -> None:
    cell, expected = DERIVATIONS[name]
    quoted = cell.replace('"', '""')
    (row,) = rows_of(written(tmp_path, f'id,lines\na,"{quoted}"\n'.encode(), "rows.csv"))
    if isinstance(expected, str):
        assert isinstance(row, Unread)
        assert row.problem.seen == expected
        assert "one line a line of the cell" in row.problem.help
    else:
        assert row == {"id": "a", "lines": expected}


@pytest.mark.parametrize("name", FILES)
def test_json_lines(name: str, tmp_path: Path) -> None:
    content, rows = FILES[name]
    assert list(rows_of(written(tmp_path, content))) == rows


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_none_of_rows(name: str, tmp_path: Path) -> None:
    file, content, said = WRONG[name]
    with pytest.raises(InputError) as caught:
        list(rows_of(written(tmp_path, content, file)))
    assert said in caught.value.problem.seen
    assert caught.value.problem.help


@pytest.mark.parametrize("name", CELLS)
def test_csv(name: str, tmp_path: Path) -> None:
    cells, wanted = CELLS[name]
    (row,) = rows_of(written(tmp_path, HEADER.encode() + cells, "rows.csv"))
    if isinstance(wanted, str):
        assert isinstance(row, Unread)
        assert row.problem.seen == wanted
    else:
        assert row == wanted


def test_csv_as_spreadsheets_write_it(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfid, submitted\r\na,x+x\r\n\r\nb,2x\r\n"
    rows = [{"id": "a", "submitted": "x+x"}, {"id": "b", "submitted": "2x"}]
    assert list(rows_of(written(tmp_path, content, "rows.CSV"))) == rows


def test_a_bad_row_of_csv_costs_no_other_row_and_keeps_its_id(tmp_path: Path) -> None:
    content = HEADER.encode() + b'a,2x,x+x,,,\nb,"2"x,x,,,\nc,2x,x,{},,\nd,2x,x,{,,\ne,2x,x,,,\n'
    found = list(rows_of(written(tmp_path, content, "rows.csv")))
    assert [row.id if isinstance(row, Unread) else row["id"] for row in found] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("name", TOLD)
def test_what_can_be_told_of_a_line_that_is_no_row(name: str, tmp_path: Path) -> None:
    line, told = TOLD[name]
    _, row = rows_of(written(tmp_path, LINE + b"\n" + line))
    assert isinstance(row, Unread)
    assert row.told == told


@pytest.mark.parametrize("name", TOLD_OF_CELLS)
def test_what_can_be_told_of_cells_that_are_no_row(name: str, tmp_path: Path) -> None:
    header, line, told = TOLD_OF_CELLS[name]
    (row,) = rows_of(written(tmp_path, header.encode() + b"\n" + line, "rows.csv"))
    assert isinstance(row, Unread)
    assert row.told == told


# the lines of a table, of which the second has a quote too many, and the places of those that are no rows
SWALLOWED: dict[str, tuple[list[bytes], list[str]]] = {
    "to the end of the file": ([b"a,x,x", b'b,x,"x', b"c,x,x", b"d,x,x"], ["line 3"]),
    "to a quote with a formula behind it": ([b"a,x,x", b'b,x,"x', b"c,x,x", b'd,"x",x', b"e,x,x"], ["line 3"]),
    "to a quote with a comma behind it": ([b"a,x,x", b'b,x,"x', b"c,x,x", b'd,",5",x', b"e,x,x"], ["line 3"]),
    "twice": ([b"a,x,x", b'b,"x,x', b"c,x,x", b'd,"x,x', b"e,x,x"], ["line 3", "line 5"]),
    "beside a formula of two lines": ([b"a,x,x", b'b,x,"x', b'c,x,"x\n= x"', b"d,x,x"], ["line 3"]),
}


@pytest.mark.parametrize("name", SWALLOWED)
def test_a_quote_too_many_takes_no_other_row(name: str, tmp_path: Path) -> None:
    lines, places = SWALLOWED[name]
    found = list(placed_rows(written(tmp_path, b"\n".join([b"id,reference,submitted", *lines]), "rows.csv")))
    assert [row.id if isinstance(row, Unread) else row["id"] for _, row in found] == list("abcde")[: len(lines)]
    assert [place for place, row in found if isinstance(row, Unread)] == places


def test_a_separator_that_a_spreadsheet_names_is_no_header(tmp_path: Path) -> None:
    assert list(rows_of(written(tmp_path, b"sep=,\r\nid,submitted\r\na,x\r\n", "rows.csv"))) == [{"id": "a", "submitted": "x"}]


def test_rows_have_their_places(tmp_path: Path) -> None:
    cells = b'id,submitted\n\na,"x\n= y"\nb,x\n'
    assert [place for place, _ in placed_rows(written(tmp_path, cells, "rows.csv"))] == ["line 3", "line 5"]
    assert [place for place, _ in placed_rows(written(tmp_path, b"\n" + LINE + b"\n\n{"))] == ["line 2", "line 4"]


def test_an_empty_table_has_no_rows(tmp_path: Path) -> None:
    assert list(rows_of(written(tmp_path, b"", "rows.csv"))) == []
    assert list(rows_of(written(tmp_path, HEADER.encode(), "rows.csv"))) == []


@pytest.mark.parametrize("name", ["none.jsonl", "none.csv", "none.parquet", ""])
def test_no_such_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        list(rows_of(tmp_path / name))
    assert caught.value.problem.kind == "no-such-file"


@pytest.mark.skipif(find_spec("pyarrow") is not None, reason="the extra is installed")
def test_parquet_without_its_extra(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        list(rows_of(written(tmp_path, b"PAR1", "rows.parquet")))
    assert "derivation-verifier[parquet]" in caught.value.problem.help


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    words = pyarrow.map_(pyarrow.string(), pyarrow.string())
    table = pyarrow.table({
        "id": ["a", "b", "c"],
        "reference": ["2x", "2x", "2x"],
        "submitted": ["x+x", None, "2x"],
        "lines": pyarrow.array([None, ["x+x", "2x"], None], pyarrow.list_(pyarrow.string())),
        "symbols": pyarrow.array([[("x", "real")], None, []], words),
        "definitions": ['{"f(x)": "x"}', None, "{"],
        "points": [2.0, None, 1.0],
    })  # fmt: skip
    path = tmp_path / "rows.parquet"
    parquet.write_table(table, path)
    first, second, third = rows_of(path)
    assert first == {**ROW, "symbols": {"x": "real"}, "definitions": {"f(x)": "x"}, "points": 2.0}
    assert second == {"id": "b", "reference": "2x", "lines": ["x+x", "2x"]}
    assert (third.id, third.problem.seen) == (
        "c", "definitions in row 3 is no JSON: Expecting property name enclosed in double quotes at character 2")  # fmt: skip


def test_a_parquet_file_that_is_none(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(InputError) as caught:
        list(rows_of(written(tmp_path, b"PAR1 and so on", "rows.parquet")))
    assert caught.value.problem.kind == "wrong-format"
