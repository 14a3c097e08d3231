"""Show one claim: its statement, its proof with the reasons, its mistakes.

    verify show sigmoid-tanh
"""

from __future__ import annotations

import argparse
import json
import sys

from verify.catalogue import find, load
from verify.cli import FINE
from verify.render.exposition import exposition, exposition_record
from verify.render.layout import columns_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the id of a claim, or the path of its file")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    for entry in find([arguments.id]):
        claim = load(entry)
        if arguments.json:
            print(json.dumps(exposition_record(entry, claim), ensure_ascii=False, indent=1))
        else:
            print("\n".join(exposition(exposition_record(entry, claim), columns_of(sys.stdout))))
    return FINE
