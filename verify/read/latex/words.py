"""The commands of LaTeX and the words in it that are known, and what stands for them."""

from __future__ import annotations

from verify.read.names import ACCENTS, FONTS, GREEK_WORDS

DROPPED = frozenset((
    "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr", "middle",
    "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "quad", "qquad", "enspace", "thinspace", ",", ";", ":", "!",
    " ", "\n", ">", "nonumber", "notag", "medspace", "hfill", "mathstrut", "bigm", "boxed", "fbox",
))  # fmt: skip
OPERATORS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=",
    "geqslant": ">=", "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "implies": "=>", "Rightarrow": "=>", "Longrightarrow": "=>",
    "iff": "<=>", "Leftrightarrow": "<=>", "Longleftrightarrow": "<=>", "land": "and", "wedge": "and", "lor": "or", "vee": "or",
    "neg": "not", "lnot": "not", "mid": "|", "vert": "|", "lvert": "|", "rvert": "|", "|": "norm", "Vert": "norm",
    "lVert": "norm", "rVert": "norm", "parallel": "norm", "lbrace": r"\{", "rbrace": r"\}", "{": r"\{", "}": r"\}", "lbrack": "[",
    "rbrack": "]", "lparen": "(", "rparen": ")", "prime": "'", "colon": ":", "top": "T", "intercal": "T", "in": "in",
    "odot": "hadamard", "circ": "hadamard", "backslash": "\\", "equiv": "=", "coloneqq": "=", "to": "to", "rightarrow": "to",
    "propto": "propto", "approx": "approx", "\\": "\\\\", "cr": "\\\\", "ldots": "dots", "dots": "dots", "cdots": "dots",
    "dotsc": "dots", "dotsb": "dots", "uparrow": "to", "notin": "notin", "cup": "cup", "cap": "cap", "setminus": "setminus",
    "emptyset": "emptyset", "varnothing": "emptyset", "pm": "pm", "mp": "pm", "otimes": "⊗",
}  # fmt: skip
BOLD = frozenset(("mathbf", "boldsymbol", "bm", "mathrm", "textbf", "text", "mathit"))
UPRIGHT = frozenset(("mathrm", "operatorname", "operatorname*", "text", "textrm", "textup", "mathop", "textit", "textbf", "mbox"))
LATEX_FUNCTIONS = {
    **{name: name for name in ("exp", "log", "ln", "sin", "cos", "tan", "sinh", "cosh", "tanh", "cot", "sec", "csc", "coth",
                               "max", "min", "det", "Re", "Im")},
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "lg": "log10",
}  # fmt: skip
STRUCTURE = frozenset((
    "frac", "dfrac", "tfrac", "cfrac", "sqrt", "binom", "dbinom", "tbinom", "sum", "prod", "int", "lim", "partial", "nabla",
    "begin", "end", "arg", "sup", "inf", "lfloor", "rfloor", "lceil", "rceil", "infty", "argmin", "argmax", "ell", "mathbb",
    "langle", "rangle", "sim",
))  # fmt: skip
REPEATED = {"iint": 2, "iiint": 3}
SPELLED_FUNCTIONS = frozenset(
    (*LATEX_FUNCTIONS, "KL", "softmax", "sqrt", "softplus", "sigmoid", "relu", "erf", "erfc", "tr", "Var", "Cov", "sign")
)
ORNAMENTS = frozenset((  # that are read beside most formulas: see `verify.read.latex.ornaments`
    "phantom", "hphantom", "vphantom", "hspace", "vspace", "textcolor", "mathcolor", "color", "ensuremath", "underbrace",
    "overbrace",
))  # fmt: skip
KNOWN = frozenset((*DROPPED, *OPERATORS, *FONTS, *UPRIGHT, *ACCENTS, *LATEX_FUNCTIONS, *STRUCTURE, *REPEATED, *GREEK_WORDS))
SPELLED_WORDS = {"and": "and", "or": "or", "if": "if", "otherwise": "otherwise", "else": "otherwise", "for": "if", "when": "if",
          "where": "if", "not": "not", "iff": "<=>", "implies": "=>", "is": ""}  # fmt: skip
