"""Verdicts of answers about probabilities of events that nobody declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.compare import kind_of
from verify.grading.events.facts import Compared, may_be_meant
from verify.grading.events.law import MOST_EVENTS, Law
from verify.grading.events.notation import Probability, probabilities_in
from verify.grading.events.pieces import Chain, chains_of, letters_of
from verify.grading.events.put_in import may_be_put_in
from verify.grading.result import LineResult, Result, not_known, with_new_names
from verify.grading.row import Reference, Row
from verify.grading.ways.beside_words import among
from verify.term import Term
from verify.verdict import Verdict

_PUT_IN = "values may have been put in for probabilities"
_MAY_BE_MEANT = "wrong for most events, and perhaps not for those that are meant: independent, disjoint or equally likely ones"
_OTHER = "an equation for another probability than was asked for"
_IDENTITY = "an equation between formulas is asked for, and may be written otherwise"
_GIVEN = "an equation for probabilities that may be given"


def is_about_events(question: AskedQuestion) -> bool:
    """Whether the question is for probabilities of events, and not for a value."""
    asked = _references_about_events(question)
    return asked is not None and bool(asked) and not any(chain[-1].is_value for chain in asked)


def of_events(question: AskedQuestion, lines: Sequence[str], name: str) -> Result | None:
    """The result for an answer with probabilities of events; None for other ones, and for what cannot be read."""
    asked = _references_about_events(question)
    chains = None if asked is None else chains_of(lines)
    if asked is None or not chains or all(piece.is_value for chain in chains for piece in chain):
        return None
    asks_for_values = all(chain[-1].is_value for chain in asked)
    if asks_for_values and all(map(_names_values, chains)):
        return None
    letters = letters_of([*asked, *chains], question.written)
    if letters is None or not 0 < len(letters) <= MOST_EVENTS:
        return None
    law = Law(letters)
    has_values = any(piece.is_value for chain in chains for piece in chain)
    if asked and not asks_for_values:
        found = _open(name, _PUT_IN) if has_values else _by_law(question, law, chains, asked, lines, name)
    elif has_values:
        found = _with_values(question, law, chains, asked, lines, name)
    else:
        found = _by_law(question, law, chains, asked, lines, name)
        found = not_known(found, _PUT_IN) if found is not None and found.verdict == "wrong" and asked else found
    return None if found is None else with_new_names(found, (law.note(),), lines)


def _references_about_events(question: AskedQuestion) -> list[Chain] | None:
    """The chains of the references; None for a question that says or asks more than what is equal."""
    row = question.written
    is_plain = row.mode.strip().lower() in ("", "equal") and row.relation.strip() in ("", "=", "eq") and row.rubric is None
    if not is_plain or row.form or row.start or row.claim:
        return None
    beside = (*row.assuming, *row.definitions, *row.definitions.values())
    if any(probabilities_in(text) != [] for text in beside):
        return None
    chains = [chains_of((each.formula,)) for each in row.references]
    found = [each[0] for each in chains if each is not None and len(each) == 1]
    kinds = {chain[-1].is_value for chain in found}
    return found if len(found) == len(row.references) and len(kinds) < 2 else None


def _by_law(
    question: AskedQuestion, law: Law, chains: Sequence[Chain], asked: Sequence[Chain], lines: Sequence[str], name: str
) -> Result | None:
    """The result for chains without values, each by itself; the last one is compared with the references."""
    results: list[tuple[list[int], Result]] = []
    for chain in chains:
        places = _lines_of(chain)
        texts = [law.written(lines[place]) for place in places]
        written = [text for text in texts if text is not None]
        is_last = chain is chains[-1] and bool(asked)
        row = _row_of(question, law, asked if is_last else ())
        if row is None or len(written) < len(texts):
            return None
        if len(chain) == 1 and not is_last:
            continue
        grader = question.asking(row)
        found = grader.grade(written[0], name) if is_last and len(written) == 1 else grader.grade_lines(written, name)
        if found.verdict == "unreadable":
            return None
        terms = [term for _, term in grader.task.references] if grader.task is not None else []
        results.append((places, _unless_of_facts(question, found, law, chain, asked, terms)))
    return _together(results, len(lines), name)


def _row_of(question: AskedQuestion, law: Law, asked: Sequence[Chain]) -> Row | None:
    """The row that asks for weights in place of probabilities; of an equation, for its right side."""
    references = []
    for reference, chain in zip(question.written.references, asked, strict=False):
        is_equation = all(piece.relation == "eq" for piece in chain[1:])
        text = law.written(chain[-1].formula if is_equation else reference.formula)
        if text is None:
            return None
        references.append(Reference(text, reference.credit, reference.message))
    return replace(question.written, references=tuple(references), symbols={**question.written.symbols, **law.symbols})


def _unless_of_facts(
    question: AskedQuestion, found: Result, law: Law, chain: Chain, asked: Sequence[Chain], references: Sequence[Term]
) -> Result:
    """A wrong chain, undecided if it may be right for the events that are meant."""
    if found.verdict != "wrong":
        return found
    first = chain[0].named
    if asked and first is not None and any(_names_another(each, first, law) for each in asked):
        return not_known(found, _OTHER)
    if len(chain) > 1 and any(len(each) > 1 and None in (each[0].named, first) for each in asked):
        return not_known(found, _IDENTITY)
    places = _lines_of(chain)
    place, terms = found.first_wrong, [step.term for step in found.steps]
    is_of_answer = place is None or not found.steps  # and not of a step on the way
    last = [position for position, piece in enumerate(chain) if piece.line == places[-1 if is_of_answer else place or 0]]
    now = chain[last[-1]]
    if is_of_answer:
        before, earlier = [each[-1] for each in asked], list[Term | None](references)
        term, written = found.term, tuple[Probability, ...]()
    elif place and len(last) == 1 and now.relation == "eq":
        before, earlier = [chain[last[0] - 1]], [terms[place - 1]]
        term, written = terms[place], now.probabilities
    else:
        return not_known(found, _GIVEN)
    if now.has_numbers_beside(before, known={"0", "1", "2"} if is_of_answer else {"0", "1"}):
        return not_known(found, _PUT_IN)
    is_general = all(_holds_always(question, law, each) for each in asked)
    if is_of_answer and not is_general:
        return not_known(found, "what is asked for holds for some events only, and which these are is not said")
    if is_general:
        written += tuple(each for one in asked for piece in one for each in piece.probabilities)
    needed = tuple(each for one in asked for each in one[-1].probabilities) if is_general else ()
    if is_of_answer and all(len(one) == 1 and one[0].named is not None for one in asked):  # P(A \cup B), whatever these are
        written, needed = written + now.probabilities, now.probabilities
    for each in earlier:
        if each is None or term is None or {kind_of(each), kind_of(term)} != {"expression"}:
            return not_known(found, _MAY_BE_MEANT)
        if may_be_meant(Compared(each, term, written, needed), law):
            return not_known(found, _MAY_BE_MEANT)
    return found


def _holds_always(question: AskedQuestion, law: Law, asked: Chain) -> bool:
    """Whether a reference is no equation, or one that is proved for all events."""
    return len(asked) == 1 or _of_formulas(question, law, asked, "").verdict == "correct"


def _with_values(
    question: AskedQuestion, law: Law, chains: Sequence[Chain], asked: Sequence[Chain], lines: Sequence[str], name: str
) -> Result | None:
    """The result for chains in which values are put in: the formulas by themselves, and then the values."""
    of_formulas: list[tuple[list[int], Result]] = []
    of_values: list[tuple[list[int], Result]] = []
    are_put_in = True
    merged = _merged(chains, law)
    for chain in merged:
        formulas, values = _parted(chain)
        if not all(piece.is_value for piece in values) or (asked and not merged[-1][-1].is_value):
            return _open(name, _PUT_IN)
        are_put_in = are_put_in and not (formulas and values and not may_be_put_in(law, formulas[-1].formula, values[0].formula))
        if len(formulas) > 1:
            of_formulas.append((_lines_of(formulas), _of_formulas(question, law, formulas, name)))
        is_last = chain is merged[-1]
        if is_last and len(asked) == 1 and formulas and formulas[0].named is None and asked[0][0].named is not None:
            head = replace(asked[0][0], line=formulas[0].line)  # the first formula is what is asked for
            unnamed = (head, replace(formulas[0], relation="eq"), *formulas[1:])
            of_formulas.append((_lines_of(unnamed), _of_formulas(question, law, unnamed, name)))
        if len(values) > 1 or (is_last and asked):
            of_values.append((_lines_of(values), _of_values(question, values, asked if is_last else (), name)))
    if any(found.verdict == "unreadable" for _, found in (*of_formulas, *of_values)):
        return None
    before, after = (_together(results, len(lines), name) for results in (of_formulas, of_values))
    first = merged[-1][0].named
    is_other = first is not None and any(_names_another(each, first, law) for each in asked)
    if is_other and after.verdict in ("correct", "wrong"):
        return not_known(after, _OTHER)
    if after.verdict == "wrong":
        return before if before.verdict == "wrong" else after
    if before.verdict != "correct":
        return not_known(before, before.message if before.verdict == "undecided" else _PUT_IN)
    if after.verdict == "correct" and (not asked or not are_put_in or _repeats_itself(merged, law)):
        return not_known(after, _PUT_IN)
    return after


def _of_values(question: AskedQuestion, values: Chain, asked: Sequence[Chain], name: str) -> Result:
    """The result for the values at the end of a chain; the last one is what was asked for."""
    references = tuple(
        replace(each, formula=chain[-1].formula if len(chain) > 1 else each.formula)
        for each, chain in zip(question.written.references, asked, strict=False)
    )
    row = replace(question.written, references=references)
    texts = _texts((replace(values[0], relation=""), *values[1:]))
    grader = question.asking(row)
    return grader.grade(texts[0], name) if asked and len(texts) == 1 else grader.grade_lines(texts, name)


def _of_formulas(question: AskedQuestion, law: Law, formulas: Chain, name: str) -> Result:
    """The result for the formulas before the values of a chain."""
    texts = [law.written(text) for text in _texts(formulas)]
    row, written = _row_of(question, law, ()), [text for text in texts if text is not None]
    if row is None or len(written) < len(texts):
        return _open(name, "a probability that is given what never happens")
    return _unless_of_facts(question, question.asking(row).grade_lines(written, name), law, formulas, (), ())


def _names_values(chain: Chain) -> bool:
    """Whether a chain is made of values, and of a left side that names them."""
    return all(piece.is_value for piece in chain[1:]) and (chain[0].is_value or chain[0].named is not None)


def _parted(chain: Chain) -> tuple[Chain, Chain]:
    """The formulas at the beginning of a chain, and what follows from the first value on."""
    count = next((place for place, piece in enumerate(chain) if piece.is_value), len(chain))
    return chain[:count], chain[count:]


def _merged(chains: Sequence[Chain], law: Law) -> list[Chain]:
    """The chains, where one that begins with the same probability as the one before it goes on with that."""
    found: list[Chain] = []
    for chain in chains:
        first, before = chain[0].named, found[-1][0].named if found else None
        is_same = first is not None and before is not None and law.parts(first) == law.parts(before)
        if is_same and len(chain) > 1:
            found[-1] += chain[1:]
        else:
            found.append(chain)
    return found


def _repeats_itself(chains: Sequence[Chain], law: Law) -> bool:
    """Whether two chains begin with the same probability, so that they may contradict each other."""
    heads = [law.parts(chain[0].named) for chain in chains if chain[0].named is not None]
    return len(set(heads)) < len(heads)


def _lines_of(chain: Chain) -> list[int]:
    return sorted({piece.line for piece in chain})


def _texts(chain: Chain) -> list[str]:
    """The lines of a chain."""
    return [" ".join(piece.text for piece in chain if piece.line == line) for line in _lines_of(chain)]


def _names_another(asked: Chain, first: Probability, law: Law) -> bool:
    """Whether what is asked for is the probability of something else than what an answer begins with."""
    named = asked[0].named if len(asked) > 1 else None
    return named is not None and law.parts(named) != law.parts(first)


def _together(results: Sequence[tuple[Sequence[int], Result]], count: int, name: str) -> Result:
    """The result for chains that are judged one by one: that of the first which is not right, or of the last one."""
    found = Result(name, "correct", 1.0, Verdict("proved"))
    steps = [LineResult("correct", "proved", "")] * count
    for places, result in results:
        for place, step in zip(places, result.steps, strict=False):
            steps[place] = step
        if found.verdict == "correct" or (found.verdict == "undecided" and result.verdict == "undecided"):
            found = among(result, places, count, "") if result.steps else result
        elif result.verdict == "wrong" and found.verdict == "undecided":
            steps = [replace(step, verdict="undecided") if step.verdict == "wrong" else step for step in steps]
    return replace(found, steps=tuple(steps) if count > 1 else found.steps)


def _open(name: str, reason: str) -> Result:
    return Result(name, "undecided", None, Verdict("undecided", reasons=(reason,)), message=reason)
