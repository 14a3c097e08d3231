"""Show one claim: its statement, its proof with the reasons, its mistakes."""

from __future__ import annotations

import argparse
import json

from verify.catalogue import find, load
from verify.cli import FINE
from verify.render.exposition import exposition, exposition_record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the id of a claim, or the path of its file")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    for entry in find([arguments.id]):
        claim = load(entry)
        if arguments.json:
            print(json.dumps(exposition_record(entry, claim), ensure_ascii=False, indent=1))
        else:
            print("\n".join(exposition(exposition_record(entry, claim))))
    return FINE
