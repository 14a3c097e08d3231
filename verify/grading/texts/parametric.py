r"""Functions of a parameter by which they are differentiated, and which nobody declared: score functions, policy gradients.

    \nabla_\theta \log p_\theta(x)    \frac{\partial}{\partial\theta} \log p(x; \theta)    \nabla_\theta \log\pi_\theta(a \mid s)
    \mathbb{E}_{a \sim \pi_\theta(\cdot \mid s)}[Q(s, a) \nabla_\theta \log \pi_\theta(a \mid s)]    \int p_\theta(x) f(x) \, dx

Each is a smooth function of all that it is given and of the parameter.  Over what something is summed, integrated or meant are
finitely many outcomes, and a positive function of them is normalised:  p(x, t) = exp(h(x, t)) / \sum_z exp(h(z, t)).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from verify.grading.lines.links import links_of
from verify.grading.texts.brackets import closing
from verify.grading.texts.opaque_calls import CALL, LONGEST, NO_NAMES, stands_in, with_primes
from verify.read.names import GREEK_WORDS, canonical_name

_LETTER = rf"(?:\\(?:{'|'.join(sorted(GREEK_WORDS - {'pi'}, key=len, reverse=True))})(?![A-Za-z])|[A-Za-z](?![A-Za-z]))"
_GROUP = rf"\{{\s*+(?P<braced>{_LETTER})\s*+\}}|(?P<bare>{_LETTER})"
_BY = re.compile(
    rf"\\nabla\s*+(?:\^\s*+\{{?2\}}?)?\s*+_\s*+(?:{_GROUP})"
    rf"|\\frac\s*+\{{[^{{}}]*?(?:\\partial|d)[^=]{{0,80}}?\}}\s*+\{{\s*+(?:\\partial|d)\s*+(?P<below>{_LETTER})(?:\s*+\^\s*+\{{?2\}}?)?\s*+\}}"
    rf"|\\partial\s*+_\s*+(?:\{{\s*+(?P<braced_>{_LETTER})\s*+\}}|(?P<bare_>{_LETTER}))"
)
_BARE_NABLA = re.compile(r"\\nabla(?![A-Za-z])(?!\s*+[_^])")
_BAR = re.compile(r"\\mid(?![A-Za-z])|\\vert(?![A-Za-z])|[|,;]")
_ARGUMENT = re.compile(rf"{_LETTER}(?:_(?:\{{\s*\w\s*\}}|\w))?'*")
_PARAMETER_INDEX = "(?:_{}|_\\{{\\s*{}\\s*\\}})"
_POLICY = re.compile(r"\^\s*(?:\{\s*\\pi(?:_\s*(?:\{[^{}]*\}|\\?\w+))?\s*\}|\\pi(?![A-Za-z]))")
_SUM = re.compile(
    r"\\sum(?:\\(?:no)?limits)?\s*+_\s*+"
    r"(?:\{\s*+(?P<braced>[a-z]'?)\s*+(?:\\in[^{}]*(?:\{[^{}]*\}[^{}]*)?)?\}|(?P<bare>[a-z])(?![A-Za-z'=]))(?!\s*+\^)"
)
_INTEGRAL = re.compile(r"\\int(?![A-Za-z])(?!\s*+(?:\\limits\s*+)?[_^])")
_DIFFERENTIAL = re.compile(r"(?:\\[,;:! ])*\s*(?:\\mathrm\s*\{\s*d\s*\}|(?<![A-Za-z\\])d)\s*(?P<name>[a-z]'?)(?![A-Za-z(])")
_MEAN = re.compile(
    r"(?:\\mathbb\s*+\{?\s*+E\s*+\}?|\\operatorname\s*+\{E\}|\\mathrm\s*+\{E\}|(?<![A-Za-z\\])E)\s*+_\s*+\{(?P<law>(?:[^{}]|\{[^{}]*\})*)\}"
    r"\s*+(?:\\left\s*+|\\[bB]igg?l?\s*+)?[\[(]"
)
_GIVEN = r"(?:\{[^{}]*\}|\\?[A-Za-z]+)"
_SECOND = r"(?:\^\s*\{?2\}?\s*)?"
_BEFORE = re.compile(  # \nabla_\theta \log f(x) g(x) is the gradient of the logarithm of f alone, times g
    rf"(?P<rate>(?P<nabla>\\nabla\s*{_SECOND}_\s*{_GIVEN})|\\partial\s*_\s*{_GIVEN}"
    rf"|\\frac\s*\{{\s*(?:\\partial|d)\s*{_SECOND}\}}\s*\{{[^{{}}]*(?:\{{[^{{}}]*\}})?\s*\}})?"
    r"(?:\s|\\[,;:! ])*(?P<log>\\log|\\ln)?\s*\Z"
)
_NEXT_FACTOR = re.compile(r"(?:\s|\\[,;:! ]|\\cdot(?![A-Za-z])|\\log(?![A-Za-z]))*")
_RAISED = re.compile(r"\s*[\^!'_]")
_NAME_BEFORE = re.compile(rf"(?:(?<![A-Za-z\\])[A-Za-z]|{_LETTER})(?:_\s*(?:\{{[^{{}}]*\}}|\w))?\s*\Z")
_LIMITS = re.compile(r"\\sum_\{[a-z]'?=1\}\^\{K\}")
_SIZING = re.compile(r"\\(?:right|[bB]igg?r?)\s*\Z")
_TURNED = re.compile(r"\\top|\^\s*\{?\s*T(?![A-Za-z])|\\\||\\Vert|\\lVert|\\langle")
_PLACE = re.compile(r"\(\s*\\cdot(?![A-Za-z])")  # of the outcome of \pi(\cdot | s)
_TOTAL_RATE = re.compile(r"\\frac\s*\{\s*d(?![A-Za-z])")
_DENSITIES = frozenset(("p", "q", "pi", "f", "g"))
_LAWS = frozenset(("p", "q", "pi", "P"))  # that are densities, where they are written so
_ORDER = re.compile(r"[<>≤≥]|\\(?:leq?|geq?|lt|gt|leqslant|geqslant|lesssim|gtrsim)(?![A-Za-z])")
_OUTCOMES = "K"
_MOST_ARGUMENTS = 4
_PLACES = "xyzuvw"  # the parameters of what is declared and defined
_OTHER_COMMANDS = re.compile(r"\\(?:lim|max|min|arg|sup|inf|begin|prod|binom|operatorname|argmax|argmin|text)(?![A-Za-z])")


@dataclass
class _Function:
    """What is called: how it is written in what is read, and how many arguments it has."""

    written: str
    count: int
    of_parameter: bool
    given: set[tuple[str, ...]]  # its other arguments, wherever it is called
    bars: str = ""  # what stands between them
    has_parameter_by_comma: bool = False  # f(x, t), and not f_t(x) or f(x; t)

    @property
    def first(self) -> str:
        """The first argument; "" where it is called with several."""
        names = {arguments[0] for arguments in self.given if arguments} - {r"\cdot"}
        return names.pop() if len(names) == 1 else ""


def _is_of_vectors(source: str) -> bool:
    """Whether gradients are multiplied, turned or squared: then they are no numbers, as which they are read."""
    summands = re.split(r"[+=-]", _PLACE.sub("(", source))
    are_multiplied = any(each.count(r"\nabla") > 1 or (r"\nabla" in each and r"\cdot" in each) for each in summands)
    return are_multiplied or _TURNED.search(source) is not None or _has_power_of_gradient(source)


def _has_power_of_gradient(source: str) -> bool:
    opened: list[int] = []
    for place, character in enumerate(source):
        if character in "([{":
            opened.append(place)
        elif character in ")]}" and opened:
            begin = opened.pop()
            if r"\nabla" in source[begin:place] and source[place + 1 :].lstrip().startswith("^"):
                return True
    return False


def _are_of_other_laws(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether arguments of a density differ in more than primes and indices."""
    plain = [[re.sub(r"_.*|'", "", each) for each in arguments] for arguments in (left, right)]
    return any(a != b and r"\cdot" not in (a, b) for a, b in zip(*plain, strict=True))


@dataclass(frozen=True)
class Parametric:
    """Texts that speak of declared functions; `is_free`: nothing ties them to each other."""

    texts: tuple[str, ...]
    symbols: dict[str, str]
    definitions: dict[str, str]
    is_free: bool
    notes: tuple[str, ...]


def with_parameters(texts: Sequence[str], declared: Collection[str]) -> Parametric | None:
    """The texts with each function written with all of its arguments; None where nothing is differentiated by a parameter of what
    it calls, or where something is written in a way that is not understood.
    """
    sources = tuple(map(with_primes, texts))
    names = {canonical_name(next(filter(None, found.groups()))) for source in sources for found in _BY.finditer(source)}
    if len(names) != 1 or any(len(source) > LONGEST for source in sources) or names & {*declared}:
        return None
    reader = _Functions(names.pop(), declared)
    try:
        return reader.read(sources)
    except _NotUnderstood:
        return None


class _NotUnderstood(Exception):
    """A text that is written in no way which is known here."""


@dataclass
class _Functions:
    """What the texts call, as functions of the parameter where they depend on it."""

    parameter: str
    declared: Collection[str]
    called: dict[str, _Function] = field(default_factory=dict)
    summed: set[str] = field(default_factory=set)  # the names of what is summed over
    densities: set[str] = field(default_factory=set)  # what is averaged with
    has_policies: bool = False
    has_logarithms: set[str] = field(default_factory=set)  # functions that have one
    called_in: list[set[str]] = field(default_factory=list)  # the functions that each text calls

    def read(self, sources: Sequence[str]) -> Parametric:
        for source in sources:
            self._collect(source)
        by_comma = any(function.has_parameter_by_comma and function.count > 1 for function in self.called.values())
        if by_comma and any(map(_TOTAL_RATE.search, sources)):
            raise _NotUnderstood  # \frac{d}{dt} f(x, t), where x may depend on t
        if any(map(self._says_what_one_is, sources)):
            raise _NotUnderstood
        is_of_vectors = any(r"\nabla" in source and _is_of_vectors(source) for source in sources)
        if is_of_vectors or any(_OTHER_COMMANDS.search(source) for source in sources):
            raise _NotUnderstood
        written = tuple(self._written(source) for source in sources)
        if not any(function.of_parameter for function in self.called.values()):
            raise _NotUnderstood
        if self.summed and any(map(_ORDER.search, sources)):
            raise _NotUnderstood  # probabilities are at most 1, and densities need not be
        if self.summed and _OUTCOMES in "".join(written).replace(f"^{{{_OUTCOMES}}}", ""):
            raise _NotUnderstood
        return Parametric(written, self._symbols(), self._definitions(), self._is_free(), self._notes())

    def _says_what_one_is(self, source: str) -> bool:
        r"""Whether a text is \log p(x \mid \mu) = .. with a formula that calls nothing."""
        first, *others = links_of(source)
        said = next((link.formula for link in others), None)
        return said is not None and self._calls(first.formula) and not self._calls(said)

    def _calls(self, text: str) -> bool:
        return any(self._head(call["name"]) in self.called for call in CALL.finditer(text))

    def _collect(self, source: str) -> None:
        end = 0
        self.called_in.append(set())
        for call in CALL.finditer(source):
            close = closing(source, call.end())
            if _MEAN.match(source, call.start()):
                continue
            if close is None or call["braced"] or call["bound"]:
                raise _NotUnderstood
            head = self._head(call["name"])
            if head.partition("_")[0].partition("^")[0] in NO_NAMES or head in self.declared or call.start() < end:
                continue
            arguments = self._arguments(source[call.end() : close - 1])
            if arguments is None:
                continue
            end = close
            self._add(call["name"], head, arguments, self._bars(source[call.end() : close - 1]))

    @staticmethod
    def _bars(inside: str) -> str:
        """What stands between arguments: ",", ";" or "|" each."""
        return "".join(each if each in ",;" else "|" for each in _BAR.findall(inside))

    def _add(self, name: str, head: str, arguments: list[str], bars: str = "") -> None:
        of_parameter = self._has_parameter(name) or self._parameter_written() in arguments or bool(_POLICY.search(name))
        self.has_policies |= bool(_POLICY.search(name))
        others = tuple(each for each in arguments if each != self._parameter_written())
        if "'" in name or (self._has_parameter(name) and self._parameter_written() in arguments):
            raise _NotUnderstood  # f'(x, t), f_x(x, t)
        if not others and arguments:
            return  # J(\theta), the name of what is computed
        if len(others) > _MOST_ARGUMENTS or not others:
            raise _NotUnderstood
        count = len(others) + of_parameter
        if self.called_in:
            self.called_in[-1].add(head)
        known = self.called.setdefault(head, _Function(self._plain_name(name), count, of_parameter, set()))
        if (known.count, known.of_parameter) != (count, of_parameter):
            raise _NotUnderstood  # p(x) and p(x | z), which may be of one law
        is_other = bars != known.bars and r"\cdot" not in arguments and known.bars
        if is_other or (head in ("p", "q", "P") and any(_are_of_other_laws(others, each) for each in known.given)):
            raise _NotUnderstood  # p(x, z) and p(x | z), p(x | z) and p(z | x)
        known.bars = known.bars or bars
        known.has_parameter_by_comma |= self._parameter_written() in arguments and bars[-1:] == ","
        known.given.add(others)

    def _arguments(self, inside: str) -> list[str] | None:
        """The arguments of a call; None for a product with what stands in brackets."""
        parts = [re.sub(r"\s|\\[,;:!]", "", part) for part in _BAR.split(_SIZING.sub("", inside))]
        if not all(_ARGUMENT.fullmatch(part) or part == r"\cdot" for part in parts):
            if len(parts) > 1:
                raise _NotUnderstood
            return None
        return parts

    def _parameter_written(self) -> str:
        return f"\\{self.parameter}" if self.parameter in GREEK_WORDS else self.parameter

    def _has_parameter(self, name: str) -> bool:
        drawn = re.escape(self._parameter_written())
        return re.search(_PARAMETER_INDEX.format(drawn, drawn), name) is not None

    def _head(self, name: str) -> str:
        """The canonical name without the parameter below, and without a policy above."""
        drawn = re.escape(self._parameter_written())
        plain = re.sub(_PARAMETER_INDEX.format(drawn, drawn), "", _POLICY.sub("", name))
        return canonical_name(re.sub(r"\\mathcal\s*\{\s*([A-Za-z])\s*\}", r"\1", plain).strip())

    def _plain_name(self, name: str) -> str:
        """How the function is written in what is read."""
        head = self._head(name)
        if re.fullmatch(r"[A-Za-z]'*", head):
            return head
        if head in GREEK_WORDS:
            return f"\\{head}"
        raise _NotUnderstood

    # ------------------------------------------------------------------------------------------------------------- writing

    def _written(self, source: str) -> str:
        text = self._without_means(source)
        text = self._without_integrals(text)
        text = self._with_limits(text)
        for found in _BARE_NABLA.finditer(text):
            call = CALL.search(text, found.end())
            function = self.called.get(self._head(call["name"])) if call is not None else None
            if function is not None and not function.of_parameter:
                raise _NotUnderstood  # \nabla f(x), by x
        text = _BARE_NABLA.sub(lambda _: f"\\nabla_{{{self._parameter_written()}}} ", text)
        return self._with_arguments(text)

    def _with_arguments(self, text: str) -> str:
        pieces, end = [], 0
        for call in CALL.finditer(text):
            function = self.called.get(self._head(call["name"]))
            close = closing(text, call.end())
            if function is None or close is None or call.start() < end:
                continue
            arguments = self._arguments(text[call.end() : close - 1])
            if arguments is None or r"\cdot" in arguments:
                raise _NotUnderstood
            parameter = self._parameter_written()
            is_below = function.of_parameter and parameter not in arguments
            given = ", ".join((*arguments, parameter) if is_below else arguments)
            pieces += [text[end : call.start()], f" {function.written}({given})"]
            end = close
            is_last = _RAISED.match(text, close) is None
            rate = _BEFORE.search(pieces[-2]) if is_last else None
            if rate is not None:
                self.has_logarithms |= {self._head(call["name"])} if rate["log"] else set()
                if rate["rate"] and not rate["nabla"] and self._is_followed_by_call(text, close):
                    raise _NotUnderstood  # \frac{\partial}{\partial t} f(x, t) g(x, t), of the first or of both
                logarithm = f"{rate['log']}({pieces[-1]})" if rate["log"] else pieces[-1]
                is_whole = rate["rate"] is not None and (rate["log"] or rate["nabla"])
                pieces[-1] = f"\\left({rate['rate']} {logarithm}\\right)" if is_whole else f"{rate['rate'] or ''}{logarithm}"
                pieces[-2] = pieces[-2][: rate.start()]
                pieces[-2] += r" \cdot " if is_whole and _NAME_BEFORE.search(pieces[-2]) else ""  # which would call it
        rest = "".join((*pieces[::2], text[end:]))
        if any(stands_in(function.written, rest) for function in self.called.values()):
            raise _NotUnderstood  # p_\theta alone
        if any(stands_in(name, _LIMITS.sub(" ", rest)) for name in self.summed):
            raise _NotUnderstood  # an outcome that is counted with
        return "".join((*pieces, text[end:]))

    def _is_followed_by_call(self, text: str, close: int) -> bool:
        """Whether the next factor depends on the parameter, too."""
        following = _NEXT_FACTOR.match(text, close)
        call = CALL.match(text, following.end()) if following is not None else None
        function = self.called.get(self._head(call["name"])) if call is not None else None
        return function is not None and function.of_parameter

    def _with_limits(self, text: str) -> str:
        def limits(found: re.Match[str]) -> str:
            name = found["braced"] or found["bare"]
            summand = re.split(r"[+=]|(?<![\^{_])-|\\sum", text[found.end() :], maxsplit=1)[0]
            if not stands_in(name, summand):
                raise _NotUnderstood  # as many as there are outcomes
            self.summed.add(name)
            return f"\\sum_{{{name}=1}}^{{{_OUTCOMES}}}"

        return _SUM.sub(limits, text)

    def _without_integrals(self, text: str) -> str:
        """\\int f dx as a sum over finitely many x."""
        while (found := _INTEGRAL.search(text)) is not None:
            differential = _DIFFERENTIAL.search(text, found.end())
            if differential is None or _INTEGRAL.search(text, found.end(), differential.start()):
                raise _NotUnderstood
            body = text[found.end() : differential.start()]
            text = f"{text[: found.start()]}\\sum_{{{differential['name']}}} \\left({body}\\right) {text[differential.end() :]}"
        return text

    def _without_means(self, text: str) -> str:
        r"""\mathbb{E}_{a \sim \pi_\theta(\cdot|s)}[f] as \sum_a \pi_\theta(a|s) (f)."""
        while (mean := _MEAN.search(text)) is not None:
            end = closing(text, mean.end())
            if end is None:
                raise _NotUnderstood
            body = _SIZING.sub("", text[mean.end() : end - 1])
            variable, law = self._law(mean["law"])
            text = f"{text[: mean.start()]}\\left(\\sum_{{{variable}}} {law}\\left({body}\\right)\\right) {text[end:]}"
        return text

    def _law(self, written: str) -> tuple[str, str]:
        r"""(a, \pi_\theta(a|s)) of a \sim \pi_\theta(\cdot|s), of \pi_\theta(a|s), and of x \sim p_\theta and p_\theta alone."""
        variable, sign, law = (part.strip() for part in written.rpartition(r"\sim"))
        call = CALL.match(law)
        head = self._head(call["name"] if call else law)
        function = self.called.get(head)
        if function is None and call is None and _ARGUMENT.fullmatch(variable) and self._has_parameter(law):
            self._add(law, head, [variable])
            function = self.called[head]
        if function is None or head not in _DENSITIES or "," in variable:
            raise _NotUnderstood
        self.densities.add(head)
        variable = variable if sign else function.first
        if call is None:
            states = {arguments[1:] for arguments in function.given}
            if len(states) != 1 or any(variable in state for state in states):
                raise _NotUnderstood  # of a policy it is not said in which state
            return variable, f"{law}({', '.join((variable, *states.pop()))})"
        return variable, law.replace(r"\cdot", f"{variable} ")

    # --------------------------------------------------------------------------------------------------------- declarations

    def _is_normalised(self, head: str) -> bool:
        """Whether a function is a density of what something is summed over; raises where that is not clear."""
        function = self.called[head]
        outcomes = {arguments[0] for arguments in function.given if arguments}
        is_summed = bool(outcomes & self.summed)
        is_law = head in self.densities or (head in _LAWS and self._is_density(function))
        if is_law:
            return head in self.densities or is_summed
        may_be = head in _LAWS or (head in _DENSITIES and ";" in function.bars)
        if may_be and any(self.summed.intersection(arguments) for arguments in function.given):
            raise _NotUnderstood  # \sum_x p(x, y), \sum_a \pi(s, a)
        return False

    def _is_density(self, function: _Function) -> bool:
        """Whether p is written as a density is: with a parameter below or behind a bar, of one outcome given others."""
        return (function.count - function.of_parameter == 1 and not function.has_parameter_by_comma) or function.bars[:1] == "|"

    def _symbols(self) -> dict[str, str]:
        given = {name for function in self.called.values() for arguments in function.given for name in arguments}
        symbols = dict.fromkeys(sorted({*given, self._parameter_written()} - self.summed - {r"\cdot"}), "real")
        symbols |= {_OUTCOMES: "natural"} if self.summed else {}
        for place, (head, function) in enumerate(self.called.items()):
            places = ", ".join(_PLACES[: function.count])
            if self._is_normalised(head):
                symbols[f"h_{{{place}}}"] = f"smooth function of {places}"
            else:
                is_positive = head in self.has_logarithms or (head in _LAWS and self._is_density(function))
                symbols[function.written] = f"{'positive ' if is_positive else ''}smooth function of {places}"
        return symbols

    def _definitions(self) -> dict[str, str]:
        definitions = {}
        for place, (head, function) in enumerate(self.called.items()):
            if self._is_normalised(head):
                first, *others = tuple(_PLACES)[: function.count]
                above, below = (f"\\exp(h_{{{place}}}({', '.join((each, *others))}))" for each in (first, "k"))
                definitions[f"{function.written}({', '.join((first, *others))})"] = (
                    f"\\frac{{{above}}}{{\\sum_{{k=1}}^{{{_OUTCOMES}}} {below}}}"
                )
        return definitions

    def _is_free(self) -> bool:
        are_known = all(each <= self.called_in[0] for each in self.called_in)  # a new function may be anything
        has_kernel = not {*self.called}.isdisjoint(("k", "K"))  # which is symmetric to most
        return are_known and not has_kernel and len({*self.called} & {*"VQAUJGL"}) < 2 and not self.has_policies

    def _notes(self) -> tuple[str, ...]:
        by = f"and of {self._parameter_written()} where that is said"
        notes = [f"{each.written.strip()} is any smooth function of its arguments, {by}" for each in self.called.values()]
        return (*notes, *(f"{name} has finitely many values" for name in sorted(self.summed)))
