"""List the claims by subject: id and title, and what the source documents ask for that is left out.

    verify list
    verify list networks
    verify list --source exam --search gradient
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import groupby

from verify.catalogue import Entry, find, left_out
from verify.cli import FINE
from verify.problem import reject
from verify.render.layout import columns_of, wrapped

SOURCES = {
    "exam": "Deep-learning exam",
    "gen": "Homework on generative models",
    "series": "Exercise series 10",
    "hw2": "Homework 2",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help="ids or subjects; none means all")
    words = ", ".join(f"{word} ({title})" for word, title in SOURCES.items())
    parser.add_argument("--source", metavar="NAME", help=f"only the claims of one document: {words}, or part of its name")
    parser.add_argument("--search", metavar="WORD", help="only the claims with a word in their id, title, formula or remarks")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    chosen = [entry for entry in find(arguments.ids) if _is_wanted(entry, arguments.source, arguments.search)]
    if not chosen and (arguments.source or arguments.search):
        raise reject("nothing-found", "no claim like that", help="`verify list` shows all of them")
    others = () if arguments.ids or arguments.search or arguments.source else left_out()
    if arguments.json:
        rows = [{"id": e.id, "subject": e.subject, "title": e.title, "formula": e.formula, "source": e.source} for e in chosen]
        record = {"claims": rows, "left_out": [{"source": source, "why": why} for source, why in others]}
        print(json.dumps(record, ensure_ascii=False, indent=1))
        return FINE
    columns = columns_of(sys.stdout)
    width = max((len(entry.id) for entry in chosen), default=0)
    for subject, group in groupby(chosen, key=lambda entry: entry.subject):
        print(subject.replace("_", " "))
        for entry in group:
            print("\n".join(wrapped(f"  {entry.id:<{width}}  {entry.title}".rstrip(), columns, width + 2)))
    if others:
        print("left out")
        for source, why in others:
            print("\n".join(wrapped(f"  {source}: {why}", columns)))
    return FINE


def _is_wanted(entry: Entry, source: str | None, search: str | None) -> bool:
    if source and SOURCES.get(source, source).lower() not in entry.source.lower():
        return False
    text = " ".join((entry.id, entry.title, entry.formula, entry.source, entry.remarks, entry.subject))
    return not search or search.lower() in text.lower()
