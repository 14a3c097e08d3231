"""The check of rule "sign table": the table is made again, with what the premises prove in the place of any search."""

from __future__ import annotations

from verify.fuel import Fuel
from verify.mathematics.sign_cuts import NoTable
from verify.mathematics.sign_kernels import Kernel
from verify.mathematics.sign_tables import Fails, decide_by_table
from verify.question import Proof
from verify.recheck.kernels import Rejected, demand


def check_sign_table(proof: Proof, fuel: Fuel) -> None:
    """The statement holds in every cell in which the hypotheses do; premises without symbols say which cuts are the same."""
    kernel = proof.data.get("kernel")
    if not isinstance(kernel, Kernel):
        raise Rejected("no kernel")
    known = {premise.question.statement for premise in proof.premises if not premise.question.hypotheses}
    demand(len(known) == len(proof.premises), "a premise under hypotheses")
    try:
        decide_by_table(proof.question, kernel, known.__contains__, fuel)
    except (NoTable, Fails) as problem:
        raise Rejected(str(problem)) from None
