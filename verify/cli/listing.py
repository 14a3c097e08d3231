"""List the claims by subject: id and title.

    verify list
    verify list networks
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import groupby

from verify.catalogue import find
from verify.cli import FINE
from verify.render.layout import columns_of, wrapped


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help="ids or subjects; none means all")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    chosen = find(arguments.ids)
    if arguments.json:
        rows = [{"id": e.id, "subject": e.subject, "title": e.title, "formula": e.formula, "source": e.source} for e in chosen]
        print(json.dumps({"claims": rows}, ensure_ascii=False, indent=1))
        return FINE
    width = max((len(entry.id) for entry in chosen), default=0)
    for subject, group in groupby(chosen, key=lambda entry: entry.subject):
        print(subject.replace("_", " "))
        for entry in group:
            print("\n".join(wrapped(f"  {entry.id:<{width}}  {entry.title}".rstrip(), columns_of(sys.stdout), width + 2)))
    return FINE
