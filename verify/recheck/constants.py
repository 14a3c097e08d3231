"""The check of rule "numbers": an inequality without symbols, by the values of its sides."""

from __future__ import annotations

from verify.evaluate.precision import precision
from verify.fuel import Fuel
from verify.question import Proof
from verify.recheck.kernels import Rejected, demand
from verify.recheck.numbers import Undecided, Undefined
from verify.recheck.values import Evaluation
from verify.term import free_symbols

PRECISIONS = (64, 192, 640, 2_048, 4_096)
COST = 200


def check_numbers(proof: Proof, fuel: Fuel) -> None:
    """The balls of two numbers that are defined show their order."""
    statement = proof.question.statement
    demand(statement.op in ("lt", "le", "ne") and not proof.premises, "no inequality")
    demand(not free_symbols(statement) and not any(side.shape for side in statement.args), "no inequality of numbers")
    for bits in PRECISIONS:
        fuel.spend(COST, "the values of two numbers")
        with precision(bits):
            try:
                demand(Evaluation({}, {}).truth(statement), "the inequality is false")
                return
            except Undefined:
                raise Rejected("a number that is not defined") from None
            except Undecided as obstacle:
                if obstacle.final:
                    break
    raise Rejected("the order of the numbers is not seen")
