"""One hash over the verdicts on a wide table of questions: `python -m tests.determinism [reversed]` prints it.

Truth, domain, trust, counterexample, exceptions and the fuel spent of every question go in.
"""

from __future__ import annotations

import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor

from tests.asking import terms
from tests.prove.test_abstract_rules import NOT_TO_PROVE as FALSE_ABSTRACT
from tests.prove.test_abstract_rules import TRUE as TRUE_ABSTRACT
from tests.prove.test_scalar_rules import NOT_TO_PROVE, TRUE, asked
from tests.tables.bench_claims import CLAIMS
from verify.decide import decide as decide_within
from verify.fuel import Limits
from verify.question import Question
from verify.render.formula import text
from verify.term import equal
from verify.verdict import Verdict

WITHOUT_ORACLE = Limits(oracle=False)  # an external solver may be installed here and not there


def decide(question: Question) -> Verdict:
    return decide_within(question, WITHOUT_ORACLE)


def questions() -> list[tuple[str, Question]]:
    """Names and questions: scalars, cells, sums, integrals, matrices, densities, moments, true and false."""
    rows = [(f"{claim.name} {place}", Question(equal(*pair))) for claim in CLAIMS for place, pair in enumerate(terms(claim))]
    rows += [(statement, asked(statement, symbols)) for table in (TRUE, NOT_TO_PROVE) for statement, symbols in table.items()]
    rows += [(name, Question(*row)) for table in (TRUE_ABSTRACT, FALSE_ABSTRACT) for name, row in table.items()]
    return rows


def summary(verdict: Verdict) -> str:
    """Everything of a verdict that a user may rely on being the same tomorrow."""
    exceptions = [text(condition) for condition in verdict.exceptions]
    return repr((verdict.truth, verdict.domain, verdict.trust, verdict.counterexample, exceptions, verdict.fuel))


def digest(rows: list[tuple[str, Question]], threads: int = 1) -> str:
    """The hash of the summaries in the order of the names."""
    with ThreadPoolExecutor(threads) as pool:
        verdicts = list(pool.map(lambda row: summary(decide(row[1])), rows))
    lines = sorted(f"{name}|{verdict}" for (name, _), verdict in zip(rows, verdicts, strict=True))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


if __name__ == "__main__":
    table = questions()
    if "list" in sys.argv[1:]:
        print("\n".join(f"{name}|{summary(decide(question))}" for name, question in table))
    else:
        print(digest(table[::-1] if "reversed" in sys.argv[1:] else table))
