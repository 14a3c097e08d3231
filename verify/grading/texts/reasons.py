r"""Words in and beside the lines of a derivation: reasons, names that are given, and sentences without a formula.

    = x^2 + 2x (by expanding)        &= x^2 + 2x \quad\text{(chain rule)}        &\overset{(a)}{=} x^2 + 2x
    by linearity, = E[X] + E[Y]      \text{which gives } = x^2 + 2x              = f(x), since x > 0
    let S = x + y                    \text{where } S = x + y                     Taking logarithms:

A reason is not judged.  What a line is said to follow from may make it right, so nothing is wrong beside a reason that is not
known to be of the kind that holds always.  Words that limit a line (if, for, not, about ...) are not taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from verify.grading.lines.links import links_of
from verify.grading.texts.abbreviations import abbreviations_of
from verify.grading.texts.labels import label_of
from verify.read.names import GREEK_WORDS, canonical_name
from verify.read.naming import KNOWN_FUNCTIONS

_LONGEST, _MOST_LINES = 2_000, 100
_TEXT = r"\\(?:text(?:rm|it|bf|sf|normal)?|mbox|mathrm|(?:short)?intertext)\s*\{([^{}]*)\}"
_OPENS_TEXT = r"\\(?:text\w*|mbox|mathrm)\s*\{"
_SPACE = r"(?:\s|~|&|\\[,;:! ]|\\q?quad(?![A-Za-z])|\\hfill(?![A-Za-z]))"
_MARKED_SIGN = re.compile(
    r"\\(?:overset|underset|stackrel)\s*\{(?P<mark>(?:[^{}]|\{[^{}]*\})*)\}\s*"
    r"\{?(?P<sign>=|<=|>=|[<>≤≥∝≈]"
    r"|\\(?:leq?|geq?|leqslant|geqslant|propto|approx|iff|implies|Rightarrow|Leftrightarrow)(?![A-Za-z]))\}?"
)
_PLAIN_MARK = re.compile(rf"\s*(?:{_TEXT}|\(\s*\\?[a-z0-9*†]{{1,4}}\s*\)|[0-9*†]{{1,3}}|\\(?:star|ast|dagger))\s*")
_OF_CHANCE = re.compile(r"[dDpP]|[ai]\.?[si]\.?(?:d\.?)?|def|law|dist\w*")  # equal in distribution, almost surely
_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*\.?")
_BECAUSE = (
    r"(?:by|since|because|using|due to|via|as(?!.*(?:\\to(?![a-z])|→|->|\\infty|infinity|arrow))|from|recall(?:ing)?|note|noting"
    r"|applying|again by|follows from)"
)
_OPENED = r"(?:\(|\[|\\left\s*[(\[]|\\big[lr]?\s*[(\[])?"
_TAILS = (
    re.compile(rf"{_SPACE}*+[,;]?{_SPACE}*+(?:\\because(?![A-Za-z])|∵).*\Z", re.DOTALL),
    re.compile(rf"{_SPACE}*+[,;]?{_SPACE}*+{_OPENED}{_SPACE}*+{_OPENS_TEXT}\s*[(\[,;]*\s*{_BECAUSE}\b.*\Z", re.DOTALL),
    re.compile(rf"(?:\s*+[,;])?\s++[(\[]?{_BECAUSE}\s.*\Z", re.DOTALL),
    re.compile(r"\s++(?:#|//)\s*+[^\W\d_].*\Z", re.DOTALL),
)
_TAIL_BEHIND_DASH = re.compile(r"(?:\s++(?:--|–|—)|;)\s*+(?P<said>[^\W\d_].*)\Z", re.DOTALL)
_TAIL_OF_WORDS = re.compile(
    rf"{_SPACE}*+{_OPENED}{_SPACE}*+(?:{_TEXT}|(?<=[(\[])(?P<typed>[^\W\d_][^()\[\]]*)){_SPACE}*+(?:\\right\s*)?[)\]]?{_SPACE}*+[.,;]?\Z"
)
_FOR_ALL = re.compile(
    rf"{_SPACE}*+,?{_SPACE}*+(?:(?<=[\s~,&}}])for\s+(?:all|every|any|each)\s+(?:real\s+)?|{_OPENS_TEXT}\s*for\s+(?:all|every|any|each)\s*\}}"
    rf"|\\forall(?![A-Za-z])|∀){_SPACE}*+\$?\\?\w+(?:{_SPACE}*+,{_SPACE}*+\\?\w+)*+\$?\.?\Z"
)
_CONCLUDES = re.compile(
    r"(?:and\s+|so\s+|this\s+|which\s+|that\s+|the\s+|we\s+are\s+)*(?:proves|shows|completes|concludes|establishes|finishes|done)"
    r"(?:\s+(?:the|our|it|proof|claim|statement|result|induction|step|argument))*"
    r"|as\s+(?:claimed|desired|required|needed|wanted|stated)|as\s+was\s+to\s+be\s+shown",
    re.IGNORECASE,
)
_LEAD_OF_TEXT = re.compile(rf"\A{_SPACE}*+{_TEXT}{_SPACE}*+[,:]?{_SPACE}*+")
_GIVES_NAME = r"(?:let|where|with|define|set|denote|write|put)"
_GIVEN = re.compile(
    rf"\A{_SPACE}*+(?:{_OPENS_TEXT}\s*(?:{_GIVES_NAME})\s*,?\s*\}}|{_GIVES_NAME}\b){_SPACE}*+:?{_SPACE}*+(?=[^\s=])",
    re.IGNORECASE,
)
_AND = re.compile(rf"\A{_SPACE}*+(?:{_OPENS_TEXT}\s*and\s*\}}|and\b){_SPACE}*+", re.IGNORECASE)
_JOINED = re.compile(rf"[,;]{_SPACE}*+(?:and\b)?|{_SPACE}and\b|\\text\s*\{{\s*,?\s*and\s*\}}")
_WITH_WORDS = re.compile(r"\b(?:where|with)\b")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_IN_TEXT = re.compile(_TEXT)
_NUMBER = re.compile(r"\(\s*\w{1,3}\s*\)")  # by (2)
_OPENS, _CLOSES = "([{", ")]}"

# What limits or takes back what is said; a line with such a word is left as it is.
_LIMITS = re.compile(
    r"\b(?:not?|never|cannot|neither|nor|unless|except|if|when\w*|where|for|only|while|but|although|however|or|either|approx\w*"
    r"|about|around|roughly|nearly|almost|up to|ignor\w+|neglect\w+|drop\w*|const\w*|modulo|mod|wrong|false|incorrect\w*"
    r"|contra\w+|suppos\w+|assume|assuming|let|small|large|asymptotic\w*|leading|order|limit|tends?|most|least|mistakes?|errors?"
    r"|opposite|instead|should|would|could|might|may|hope\w*|guess\w*|perhaps|probably|want\w*|need\w*|show|prove|claim\w*|goal"
    r"|true|unknown|else|otherwise)\b"
    r"|n['’]t\b|\?|!",
    re.IGNORECASE,
)
# Reasons of these words hold always: the line follows without them, or it does not.
_ALWAYS = frozenset(
    "by using from via due to the a an of and both sides on in we get have obtain this that which is it gives give yields"
    " yield equals equal so thus hence therefore follows simply basic"
    " standard some each all linearity linear distributivity associativity commutativity expectation expectations expanding"
    " expand expansion expanded multiplying multiply out dividing divide factoring factor factored factorising factorizing"
    " collecting collect terms term combining combine rearranging rearrange rearranged simplifying simplify simplified"
    " cancelling canceling cancel reducing completing square squares bracket brackets parentheses algebra arithmetic chain"
    " rule rules product quotient sum power log logarithm logarithms exponential exponent exponents laws law differentiating"
    " differentiate differentiation derivative derivatives derive integrating integrate integration parts substitution"
    " substituting substitute plugging plug inserting taking take applying apply evaluating evaluate computing compute"
    " calculating calculate summing adding subtracting grouping splitting split writing rewriting rewrite rewritten pulling"
    " moving common denominator numerator fraction fractions geometric series binomial theorem formula identity taylor"
    " jensen jensen's cauchy schwarz cauchy-schwarz cauchy–schwarz young's young holder hölder hölder's holder's minkowski"
    " triangle inequality am-gm bayes bayes' bayes's tower property trace cyclic definition transpose transposes transposing"
    " step line solving solve isolating setting zero root roots quadratic fubini tonelli gaussian integral integrals change"
    " variables variable telescoping induction woodbury sherman morrison sherman-morrison".split()
)
_NOUNS = frozenset(
    "linearity algebra arithmetic chain product quotient power log logarithm induction inductive integration substitution"
    " definition def jensen jensen's cauchy cauchy-schwarz bayes bayes' tower cyclic symmetry independence fubini tonelli"
    " hypothesis assumption ih i.h algebraically woodbury completing binomial geometric triangle markov am-gm taylor"
    " gaussian i.i.d iid orthogonality normalization normalisation stationarity convexity concavity monotonicity telescoping"
    " trace young's hölder holder above known obvious trivial clear immediate".split()
)
_STARTERS = frozenset(
    "by using since because from via as due so thus hence therefore consequently then now next finally similarly likewise"
    " also which this that it we note recall clearly obviously indeed again here first second third after where".split()
)
_PHRASE = frozenset(
    "so thus hence therefore then which this that it we gives give get have is equals equal to obtain find yields"
    " means implies finally consequently follows".split()
)
_SO = frozenset("so thus hence therefore which this that it we gives give get have is obtain yields yield means follows".split())
_ALONE = frozenset(
    "proof qed done solution answer proof. q.e.d q.e.d. therefore hence thus so then finally now".split()
)
_NO_PARTICIPLES = frozenset(
    "learning remaining missing training string spring king ring thing timing sampling".split()
)


@dataclass(frozen=True)
class Prose:
    """A derivation without its words.

    `lines` are the lines with a formula, and `places` where these stood; `given` are the names that lines give to formulas;
    `words` is what was taken away; `is_certain`: none of it is a reason that could make a wrong line right.
    """

    lines: tuple[str, ...]
    places: tuple[int, ...]
    given: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    is_certain: bool = True


def prose_of(lines: Sequence[str], known: Collection[str], is_taken: Callable[[str], bool] = lambda name: False) -> Prose | None:
    """The lines without the words in them; None if they have none, or such as are not understood.

    `known` are names of the question, which are no words; `is_taken` tells what no line may give as a name.
    """
    if len(lines) > _MOST_LINES or any(len(line) > _LONGEST for line in lines):
        return None
    without = _Words(known, is_taken)
    kept = [(place, text) for place, line in enumerate(lines) if (text := without.line(line))]
    texts = tuple(text for _, text in kept)
    if not kept or texts == tuple(lines) or any(map(_LIMITS.search, without.words)) or any(map(_GIVEN.match, texts)):
        return None
    return Prose(texts, tuple(place for place, _ in kept), without.given, tuple(without.words), without.is_certain)


class _Words:
    """Takes the words out of the lines of one derivation, one after the other."""

    def __init__(self, known: Collection[str], is_taken: Callable[[str], bool]) -> None:
        self.known, self.is_taken = known, is_taken
        self.words: list[str] = []
        self.given: dict[str, str] = {}
        self.is_certain = True
        self._has_just_given = False

    def line(self, line: str) -> str:
        """The formula of a line, or "" for a line that is words alone, or gives names."""
        text = _MARKED_SIGN.sub(self._plain_sign, line)
        names = self._names_given(text)
        self._has_just_given = names is not None
        if names is not None:
            self.given |= names
            return ""
        text = self._without_tail(self._without_lead(self._without_given(text)))
        abbreviated = abbreviations_of(text) if _WITH_WORDS.search(text) else None
        if abbreviated is not None and not self._are_taken(abbreviated[1]):
            text, names = abbreviated
            self.given |= names
        if _CONCLUDES.fullmatch(_IN_TEXT.sub(lambda found: found[1], text).strip(" &.,;:")):
            return ""
        if not _is_prose(text, self.known):
            return text
        self.words.append(text)
        self.is_certain = self.is_certain and text.strip(" .:").lower() in _ALONE
        return ""

    # --------------------------------------------------------------------------------------------------------------- reasons

    def _take(self, said: str, *, has_sign: bool) -> None:
        """Note what was taken away; beside a line without a sign, `Taking logarithms, log L` is another formula."""
        self.words.append(said)
        words = [word.lower().rstrip(".") for word in _words_of(said)]
        says_formula = any(character.isdigit() or character in "=<>≤≥$∈" for character in _NUMBER.sub("", said))
        self.is_certain = self.is_certain and not says_formula and all(word in (_ALWAYS if has_sign else _SO) for word in words)

    def _plain_sign(self, found: re.Match[str]) -> str:
        r"""= for \overset{(a)}{=}; equal in distribution, and what is to be equal, are no plain signs."""
        mark = _PLAIN_MARK.fullmatch(found["mark"])
        said = (mark[1] or "").strip() if mark is not None else ""
        if mark is None or _OF_CHANCE.fullmatch(said or found["mark"].strip("() ")):
            return found[0]
        self._take(said, has_sign=True)
        return f" {found['sign']} "

    def _without_lead(self, line: str) -> str:
        """The line from its relation, or its formula, on; what follows from a reason need not be equivalent."""
        found = _LEAD_OF_TEXT.match(line)
        if found is not None and _is_reason(found[1], self.known, begins=True):
            said, rest = found[1].strip(), line[found.end() :]
        else:
            said, rest = _leading_words(line, self.known)
        if not said or not rest.strip(" &"):
            return line
        has_sign = bool(links_of(rest)[0].relation)
        self._take(said, has_sign=has_sign)
        return rest if has_sign else f"thus {rest}"

    def _without_tail(self, line: str) -> str:
        """The line up to the reason behind it."""
        line = _FOR_ALL.sub("", line)
        for pattern in _TAILS:
            for found in pattern.finditer(line):
                if self._ends_before(line, found.start()):
                    return self._cut(line, found.start(), found[0].strip(" ,;&"))
        for pattern in (_TAIL_OF_WORDS, _TAIL_BEHIND_DASH):
            behind = pattern.search(line)
            said = "" if behind is None else next((each for each in behind.groups() if each), "").strip("()[] ,;")
            is_reason = behind is not None and bool(said) and _is_reason(said, self.known, begins=False)
            if behind is not None and is_reason and self._ends_before(line, behind.start()):
                return self._cut(line, behind.start(), said)
        return line

    def _cut(self, line: str, end: int, said: str) -> str:
        self._take(said, has_sign=bool(links_of(line[:end])[0].relation))
        return line[:end].rstrip(" &,;")

    @staticmethod
    def _ends_before(line: str, end: int) -> bool:
        """Whether a formula ends at a place of a line."""
        return bool(line[:end].strip(" &")) and _is_closed(line[:end])

    # ---------------------------------------------------------------------------------------------------- names that are given

    def _names_given(self, line: str) -> dict[str, str] | None:
        """What a line calls S, T ...: `let S = x + y`, `where S = x + y, T = x - y`, and after such a line `and Q = x y`."""
        begin = _GIVEN.match(line) or (_AND.match(line) if self._has_just_given else None)
        if begin is None:
            return None
        found: dict[str, str] = {}
        for piece in _pieces(line[begin.end() :].strip().rstrip(".;,")):
            links = links_of(piece)
            if len(links) != 2 or links[0].relation or links[1].relation != "eq":
                return None
            name, body = links[0].formula.strip(" $"), links[1].formula.strip(" $")
            label = label_of(name)
            if label is None or len(label.names) != 1 or label.argument or not label.is_certain or not label.is_plain or not body:
                return None
            if name in found or self._are_taken([name]):
                return None
            found[name] = body
        return found or None

    def _are_taken(self, names: Collection[str]) -> bool:
        heads = [name.partition("(")[0].strip() for name in names]
        return any(head in self.given or canonical_name(head) in self.known or self.is_taken(head) for head in heads)

    def _without_given(self, line: str) -> str:
        """A line without its `let`: f(x) = x^2 says what f is, and S = x + y of a name of the question is a fact."""
        found = _GIVEN.match(line)
        rest = line[found.end() :] if found is not None else ""
        links = links_of(rest) if rest else ()
        is_equation = len(links) == 2 and links[1].relation == "eq" and not links[0].relation
        return rest if is_equation and links[0].formula.strip(" $") not in self.given else line


def _leading_words(line: str, known: Collection[str]) -> tuple[str, str]:
    """The words before a comma, a colon or a relation; or before the formula, where they are of a few that say nothing."""
    begin = position = len(line) - len(line.lstrip(" &\t"))
    tokens: list[str] = []
    while (found := _WORD.match(line, position)) is not None and _is_word(found[0], known, is_first=not tokens):
        tokens.append(found[0])
        position = found.end()
        position += len(line[position:]) - len(line[position:].lstrip())
    ends = line[position : position + 1] in (",", ":") and line[position + 1 : position + 2] != "="
    said, after = line[begin:position].strip(), line[position + ends :].lstrip(" &")
    is_phrase = all(token.lower().rstrip(".") in _PHRASE for token in tokens)
    is_lead = is_phrase or ((ends or bool(after and links_of(after)[0].relation)) and _is_reason(said, known, begins=True))
    return (said, after) if tokens and after and is_lead else ("", line)


def _is_reason(said: str, known: Collection[str], *, begins: bool) -> bool:
    """Whether words name a reason: by .., a participle, a theorem; before a formula also those that only go on."""
    tokens = _words_of(said)
    if not tokens or _LIMITS.search(said):
        return False
    first = tokens[0].lower().rstrip(".")
    if first in known or (first in KNOWN_FUNCTIONS and len(tokens) == 1 and not begins):
        return False
    is_participle = len(first) > 5 and first.endswith("ing") and first not in _NO_PARTICIPLES
    return is_participle or first in _STARTERS or any(each.lower().rstrip(".") in _NOUNS for each in tokens)


def _words_of(text: str) -> list[str]:
    return [word for word in _WORD.findall(_COMMAND.sub(" ", text)) if len(word) > 1]


def _is_word(token: str, known: Collection[str], *, is_first: bool) -> bool:
    """Whether letters in a typed line are a word, and no name, function or product of declared letters."""
    plain = token.rstrip(".")
    lower = plain.lower()
    if plain in known or canonical_name(plain) in known or set(plain) <= set(known):
        return False
    if lower in _STARTERS or lower in _PHRASE or lower in _ALWAYS or lower in _NOUNS:
        return lower not in KNOWN_FUNCTIONS or not is_first
    return len(plain) > 3 and plain not in GREEK_WORDS and lower not in KNOWN_FUNCTIONS


def _is_closed(text: str) -> bool:
    depth = sum((character in _OPENS) - (character in _CLOSES) for character in text)
    return depth == 0 and text.count(r"\begin") == text.count(r"\end") and text.count("$") % 2 == 0


def _is_prose(line: str, known: Collection[str]) -> bool:
    """Whether a line is words alone."""
    text = _IN_TEXT.sub(lambda found: found[1], line).strip(" &.,;:-–—")
    tokens = text.replace(",", " ").replace(":", " ").split()
    if not tokens or any(_WORD.fullmatch(each) is None or each in known for each in tokens):
        return False
    if len(tokens) == 1:
        return tokens[0].lower() in _ALONE or (line.rstrip().endswith(":") and _is_reason(text, known, begins=True))
    if not _is_reason(text, known, begins=True):
        return False
    are_words = [_is_word(each, known, is_first=place == 0) or len(each) < 4 for place, each in enumerate(tokens)]
    return all(are_words) and any(len(each) > 3 for each in tokens)


def _pieces(text: str) -> list[str]:
    """The text taken apart at the commas and the `and` that stand in no brackets."""
    pieces, begin = [], 0
    for found in _JOINED.finditer(text):
        if found.start() >= begin and _is_closed(text[begin : found.start()]):
            pieces.append(text[begin : found.start()])
            begin = found.end()
    return [*pieces, text[begin:]]
