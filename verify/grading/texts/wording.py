r"""The formula in an answer that is a sentence, has a unit, says where it holds, or ends in a rounded value.

    The eigenvalues are $\lambda \in \{-1, 3\}$.          what follows is, are, get ... stands for what was asked for
    $x = 1$ or $x = 3$                                    x = 1 \text{ or } x = 3
    $f(y) = \frac1y$ for $y > 1$,  \frac1y, \quad y > 1   the formula, and where it holds
    10 \log_{10} 4 \text{ dB},  $\frac13$ bits            the formula: what the unit adds is left to a person
    \frac{17}{12} \approx 1.4167                          the formula, if that is how it is rounded

A sentence that says something about its formula (not, at most, twice ...) is no answer that is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from verify.grading.texts.labels import label_of
from verify.grading.texts.presentation import plain_answer, without_delimiters

_LONGEST = 2_000
_MOST = 8  # formulas in a sentence
_MATH = re.compile(r"(?<!\\)\$\$(.+?)(?<!\\)\$\$|(?<!\\)\$([^$]+?)(?<!\\)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_JOINS = {
    "or": r" \text{ or } ", "and": r" \text{ and } ", ",": ", ", ", and": ", ", ";": "; ", ", or": r" \text{ or } ", "=": " = ",
}  # fmt: skip
_LIMITS = r"for(?:\s+all)?|if|when|where|whenever|with|provided(?:\s+that)?|on"
_IS_LIMIT = re.compile(rf",?\s*(?:{_LIMITS}),?", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"(?:\b(?:is|are|be|get|gives|give|have|has|obtain|yields?|equals?|equal to|so|hence|therefore|thus|then)|:)\Z", re.IGNORECASE
)
# What is said with other words than these is no mistake, whatever the formula is.
_PLAIN = frozenset(
    "the a an answer result solution solutions final value values is are be we get obtain have has so hence therefore thus then"
    " it this that of for our my in simplified form exact closed expression formula and finally equals equal to i think"
    " gives give yields gradient derivative integral limit determinant rank eigenvalues eigenvalue roots root probability"
    " mean expectation expected density loss equation"
    " mle map output input size number parameters layer network model optimal optimum best update step rule score kernel"
    " hessian jacobian covariance variance entropy divergence risk objective cost energy total marginal joint conditional prior"
    " likelihood evidence coefficient coefficients slope intercept weight weights bias learning rate dimension length area volume"
    " time complexity general critical stationary point points"
    " setting set zero solving differentiating taking maximising maximizing minimising minimizing integrating simplifying"
    " expanding substituting rearranging using by definition linearity chain product quotient rule respect"
    " function tangent line plane minimum maximum minimiser maximiser estimator estimate posterior following".split()
)
_SAYS_MORE = re.compile(
    r"\b(?:not?|never|cannot|neither|nor|at|most|least|less|more|fewer|greater|larger|smaller|above|below|under|over|between|within"
    r"|approx\w*|about|around|nearly|roughly|almost|plus|minus|times|twice|half|double|triple|squared?|cubed?|square|negative"
    r"|inverse|reciprocal|transposed?|log\w*|percent|per|except|unless|than|only|wrong|incorrect|false|without|ignoring|if|when"
    r"|or|but|either|proportional|constants?|factors?|modulo|mod|order|opposite|mistakes?|errors?|misconceptions?|impossible|unlikely"
    r"|claims?|claimed|fails?|failed|differs?|rest|missing|numerator|denominator|contrary|sign|degrees|instead|should|would|could"
    r"|assum\w+|wanted|forgot\w*|suppos\w+|guess\w*|unknown|undefined)\b|n't\b|[0-9=<>≤≥≈±∝~^\\]|/|\*",
    re.IGNORECASE,
)
_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_PLAIN, key=len, reverse=True))})\b", re.IGNORECASE)
_COUNTED = (
    r"steps?|iterations?|updates?|samples?|points?|observations?|layers?|neurons|tokens?|param(?:eter)?s?|weights|epochs?|operations?"
    r"|multiplications?"
)
_UNIT = (
    r"bits?|nats?|shannons?|dB|px|pixels?|[mnμ]s|sec(?:onds)?|min(?:utes)?|hours?|[kcm]m|kg|[kMG]?Hz|[KMGT]i?B|bytes?|units?|dollars?|"
    + _COUNTED
)
_ONE_UNIT = (
    r"(?:[kcmMGμn]?(?:m|g|s|N|J|W|Hz|V|A|Pa|K|mol|L|eV)|min|h|days?|years?|hours?|meters?|metres?|seconds?|euros?|USD|rad)"
    r"(?:\^\{?-?[123]\}?|[²³])?"
)
_PHYSICAL = rf"{_ONE_UNIT}(?:(?:/|\s*\\?(?:cdot|times)\s*|·|\*){_ONE_UNIT})*"  # m/s^2, and kg m written with a dot
_WITH_UNIT = re.compile(
    rf"\A(?P<formula>.*[0-9A-Za-z)\}}\]!])(?:\s|~|\\[,;:! ]|\\quad)*"
    rf"(?:\\(?:text|mathrm|textrm|operatorname|,)\s*\{{\s*(?P<unit>{_UNIT}|{_PHYSICAL})\s*\}}\s*(?P<power>\^\s*\{{?-?[123]\}}?)?"
    rf"|(?<=[0-9)\}}\s])(?<!\\)\s(?P<word>{_UNIT}))\Z",
    re.DOTALL,
)
_UPRIGHT_UNIT = re.compile(
    r"[0-9)}](?:\s|~|\\[,;:! ])*+\\(?:text|mathrm|textrm)\s*\{\s*([A-Za-z]+)[^{}]*\}(?:\s|\$)*\Z"
)
_BEHIND_WORDS = re.compile(  # two words at least: `a is 2` may be a product
    r"\A\s*(?:\\(?:text|textrm|mbox)\s*\{(?P<text>[A-Za-z ,:]{3,80}+)\}|(?P<plain>[A-Z][a-z]*(?:\s+[A-Za-z]+){1,8}:?(?=\s)))"
    r"\s*+(?P<formula>\S.*)\Z",
    re.DOTALL,
)
_ROUNDED = re.compile(
    r"\A(?P<formula>.+?)\s*(?:\\(?:approx|simeq)(?![A-Za-z])|≈)\s*(?P<rounded>-?\s*[0-9]*\.?[0-9]+)(?P<percent>\s*\\?%)?\Z",
    re.DOTALL,
)
_SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))"
_GAP = rf"(?<![\s~])(?:{_SPACE}*+,)?"  # possessive, from its beginning: a run of spaces is read once
_LIMITED = re.compile(
    rf"(?:{_GAP}{_SPACE}*+\\(?:text|mathrm|textrm|mbox)\s*+\{{\s*+(?:{_LIMITS})\s*\}}"  # \text{ for } y > 1
    rf"|(?<!\\),{_SPACE}*+\\forall(?![A-Za-z])|{_GAP}{_SPACE}++(?<!\w)(?:{_LIMITS})(?=\s|\\)"  # , for y > 1
    rf"|(?<!\\),{_SPACE}*+(?=[^,;=]*(?:[<>≤≥≠∈]|\\(?:leq?|geq?|leqslant|geqslant|neq?|in)(?![A-Za-z])))){_SPACE}*+"  # , y > 1
)
_SAID = re.compile(rf"(?<![A-Za-z\\])(?:{_LIMITS})(?![A-Za-z])|\\forall")  # in words: a space like \quad says nothing
_NAMES = re.compile(r"\\(?!(?:leq?|geq?|leqslant|geqslant|neq?|in|mathbb)(?![A-Za-z]))[A-Za-z]+|(?<![A-Za-z\\])[A-Za-z]")
_RELATION = re.compile(r"[<>≤≥≠∈]|\\(?:leq?|geq?|leqslant|geqslant|neq?|in)(?![A-Za-z])")
_BASES = {
    "bits": re.compile(r"log\s*_\s*\{?\s*2|(?<!\\)log2|\\lg(?![A-Za-z])"), "nats": re.compile(r"\\?(?:ln|log)(?![A-Za-z_0-9])"),
    "dB": re.compile(r"log(?:_\s*\{?\s*)?10"),
}  # fmt: skip
_CHANGE_OF_BASE = re.compile(  # log 8/log 2 is in bits
    r"(?:log|ln)(?!\s*_)[^-+_]{0,20}/\s*\\?(?:log|ln)|\\frac\s*\{\s*\\?(?:log|ln)(?!\s*_)[^-+{}_]*\}\s*\{\s*\\?(?:log|ln)"
)
_BASES |= {"bit": _BASES["bits"], "nat": _BASES["nats"]}
_OPENS, _CLOSES = "([{", ")]}"


@dataclass(frozen=True)
class Wording:
    """What is read of an answer.

    `condition`: where it is said to hold.  `rounded`: the decimal behind it.  `unit`: what it is measured in.  Each may be "".
    `is_certain`: nothing but the formula can be meant, so that it may be wrong; `is_understood`: nothing else is said of it, so
    that it may be right, as it is in its unit.
    """

    formula: str
    condition: str = ""
    rounded: str = ""
    unit: str = ""
    is_certain: bool = True
    is_understood: bool = True
    said: str = ""  # the words before the formula


_KINDS = {
    "minim": re.compile(r"\\min|argmin|minim|\\inf(?![A-Za-z])"), "maxim": re.compile(r"\\max|argmax|maxim|\\sup(?![A-Za-z])"),
    "derivative": re.compile(r"\\frac\s*\{\s*(?:d|\\partial)|\\nabla|diff\(|d/d|'"), "integral": re.compile(r"\\int|integral|∫"),
    "limit": re.compile(r"\\lim|limit"), "determinant": re.compile(r"det"), "rank": re.compile(r"rank"),
    "trace": re.compile(r"\\tr(?![A-Za-z])|\{tr\}|\btr\s*\(|trace"),
}  # fmt: skip
_NAMED_KINDS = {  # by what stands left of the equals sign
    "variance": re.compile(r"\\?Var(?![a-z])|(?:sigma|σ|s)(?:_\w)?\s*\}?\s*(?:\^|²)"),
    "deviation": re.compile(r"(?:sigma|σ)(?:_\w)?\s*\}?\s*\Z"),
    "mean": re.compile(r"(?:\\mu|μ|\bmu)(?![a-z])|\\bar|(?<![A-Za-z])E(?![A-Za-z])|\\mathbb\s*\{?E"),
    "bias": re.compile(r"\Ab(?![A-Za-z])"), "weight": re.compile(r"\Aw(?![A-Za-z])"), "median": re.compile(r"median"),
}  # fmt: skip
_PLACE = re.compile(r"arg\s*\}?\s*\\?,?\s*\\?(?:min|max)")
_OPTIMUM = re.compile(r"\\?(?<![A-Za-z])(?:max|min|sup|inf)(?![A-Za-z])")
_PLACE_SAID = re.compile(r"\b(?:minimi[sz]er|maximi[sz]er|arg(?:min|max))\b|\b(?:minimum|maximum)\s+is\s+at\b", re.IGNORECASE)
_VALUE = re.compile(r"\b(?:minimum|maximum)(?:\s+value)?\s+(?:is\b|=|:)", re.IGNORECASE)


def says_another_kind(said: str, question: str) -> bool:
    """Whether words speak of a minimum, an integral ... where the question has another of these: The minimum is $9$."""
    left, equals, _ = question.lstrip("$ ").partition("=")
    asked = {kind for kind, pattern in _KINDS.items() if pattern.search(question)}
    asked |= {kind for kind, pattern in _NAMED_KINDS.items() if equals and pattern.search(left.strip())}
    named = {kind for kind in (*_KINDS, *_NAMED_KINDS) if kind in said.lower()}
    if _OPTIMUM.search(question) and not _PLACE.search(question) and _PLACE_SAID.search(said):
        return True
    if _PLACE.search(question) and _VALUE.search(said):
        return True  # the minimum is a value, and where it is taken is asked for
    return bool(asked and named) and asked.isdisjoint(named)


def unit_fits(unit: str, question: str) -> bool:
    """Whether a number in this unit is what a question asks for that names none: a count, or what its logarithms are in."""
    if re.fullmatch(_COUNTED, unit) is not None or unit in ("px", "pixel", "pixels", "unit", "units"):
        return True
    base = _BASES.get(unit)
    return base is not None and base.search(question) is not None and _CHANGE_OF_BASE.search(question) is None


def split_unit(source: str) -> tuple[str, str]:
    """A formula, and the unit behind it in the singular, or "" for one without."""
    found = _WITH_UNIT.match(without_delimiters(plain_answer(source)).strip()) if len(source) <= _LONGEST else None
    unit = "" if found is None else (found["unit"] or found["word"]) + (found["power"] or "")
    is_known = unit in _BASES or re.fullmatch(rf"{_COUNTED}|{_UNIT}", unit) is not None
    if found is None or not (is_known or (found["unit"] and is_physical(unit))):
        return source, ""
    return found["formula"].strip(), unit.removesuffix("s") if is_known and len(unit) > 3 else "".join(unit.split())


def is_physical(unit: str) -> bool:
    """Whether a unit is one of lengths, times, energies ..., without which a number says nothing."""
    return re.fullmatch(_PHYSICAL, unit) is not None


def unit_behind(formula: str) -> str:
    r"""The upright word behind a number at the end of a formula, which may be a unit: the m of 5\,\mathrm{m}; or ""."""
    found = _UPRIGHT_UNIT.search(formula[-_LONGEST:])
    return "" if found is None else found[1]


def may_have_base(formula: str) -> bool:
    """Whether a logarithm without a base stands in a formula, which may be to the base of its unit."""
    return re.search(r"log(?!\s*_|2|10)", formula) is not None


def wording_of(source: str) -> Wording | None:
    """The formula in an answer, or None if it is nothing but one, or no sentence that is understood."""
    if len(source) > _LONGEST:
        return None
    source = plain_answer(source)
    found = _sentence(source) or Wording(source)
    with_unit = _WITH_UNIT.match(found.formula)
    if with_unit is not None:
        unit = with_unit["unit"] or with_unit["word"]
        found = replace(found, formula=with_unit["formula"].strip(), unit=unit, is_certain=False)
    rounded = _ROUNDED.match(found.formula)
    if rounded is not None and label_of(rounded["formula"]) is None:
        decimal = rounded["rounded"] if rounded["percent"] is None else _hundredth(rounded["rounded"])
        return replace(found, formula=rounded["formula"], rounded=decimal)
    if not found.condition:
        formula, condition = split_condition(found.formula)
        found = replace(found, formula=formula, condition=condition)
    return None if found == Wording(source) else found


def _introduced(source: str) -> Wording | None:
    r"""The formula behind words that introduce it: The value is 42, \text{Output size: } 16."""
    found = _BEHIND_WORDS.match(source)
    words = "" if found is None else (found["text"] or found["plain"]).strip()
    if found is None or _INTRODUCES.search(words) is None or _WORD.sub("", words).strip(" ,.:"):
        return None
    return Wording(found["formula"], said=words)


def _hundredth(decimal: str) -> str:
    """0.0399 for 3.99."""
    sign, digits = decimal[: decimal.startswith("-")], "".join(decimal.removeprefix("-").split())
    whole, _, places = digits.partition(".")
    whole = whole.zfill(3)
    return f"{sign}{whole[:-2]}.{whole[-2:]}{places}"


def split_condition(source: str) -> tuple[str, str]:
    """A formula and where it is said to hold, or "" for a formula alone."""
    for place in _LIMITED.finditer(source):
        before, after = source[: place.start()].rstrip(), source[place.end() :].strip()
        is_closed = _depth(before) == 0 == _depth(after) and before.count(r"\begin") == before.count(r"\end")
        if before and after and is_closed and (_SAID.search(place[0]) or _may_hold_where(before, after)):
            return before, after
    return source, ""


def _may_hold_where(formula: str, condition: str) -> bool:
    """Whether a statement behind a comma says where a formula holds: x = 1, y > 2 and x > 0, y > 0 are two statements."""
    left, equals, right = formula.rpartition("=")
    label = label_of(left) if equals else None
    if _RELATION.search(formula) or (equals and (label is None or not label.is_certain)):
        return False
    within = f"{right} {label.argument}" if label is not None else formula
    return not {*_NAMES.findall(condition)}.isdisjoint(_NAMES.findall(within))


def _depth(text: str) -> int:
    return sum((character in _OPENS) - (character in _CLOSES) for character in text)


def _sentence(source: str) -> Wording | None:
    """The formulas between dollars and what joins them, if there are words as well."""
    places = list(_MATH.finditer(source))
    if not places:
        return _introduced(source)
    if len(places) > _MOST:
        return None
    formulas = [next(group for group in place.groups() if group is not None).strip() for place in places]
    ends = [0, *(place.end() for place in places)]
    words = [source[end : place.start()].strip() for end, place in zip(ends, places, strict=False)]
    first, last = words[0].strip("*_ "), source[ends[-1] :].strip("*_ \n.,;")
    if "$" in first or "$" in last or _SAYS_MORE.search(first) or _SAYS_MORE.search(last):
        return None
    condition, joins = "", words[1:]
    if joins and _IS_LIMIT.fullmatch(joins[-1]):
        condition, formulas, joins = formulas[-1], formulas[:-1], joins[:-1]
    if any(word.lower() not in _JOINS for word in joins):
        return None
    text = formulas[0] + "".join(_JOINS[word.lower()] + formula for word, formula in zip(joins, formulas[1:], strict=True))
    is_introduced = not first or (_INTRODUCES.search(first.rstrip(" ,")) is not None and _WORD.sub("", first).strip(" ,.:") == "")
    unit = last if re.fullmatch(_UNIT, last) else ""
    is_understood = is_introduced and (not last or bool(unit))
    return Wording(text, condition, unit=unit, is_certain=is_introduced and not last, is_understood=is_understood, said=first)
