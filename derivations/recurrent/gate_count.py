"""How many gates and parameters a GRU and an LSTM have.

GRU: 2 gates (z, r), 3 blocks;  LSTM: 3 gates (f, i, o), 4 blocks;  3 (h d + h^2 + h) < 4 (h d + h^2 + h)
                                                                       Deep-learning exam of 5 Feb 2018, 4.3 (ii), (iii)

    GRU     z, r = sigma(W x + U s + b),  g = tanh(W x + U (r * s) + b),  s' = (1 - z) * s + z * g
    LSTM    f, i, o = sigma(W x + U s + b),  g = tanh(W x + U s + b),  c' = f * c + i * g,  s' = o * tanh(c')

For inputs in R^d and states in R^h.  Each of z, r, g and of f, i, o, g is one block, with its own W in R^{h x d},
U in R^{h x h} and b in R^h.  A gate is a sigmoid: it multiplies by a number between 0 and 1; the candidate g is no gate, as it
can be negative.
The fewer parameters are the advantage of a GRU.
"""

from sympy import Sum, Symbol, tanh

from derivations.notation import sigmoid
from verify.claim import Above, AtMost, Below, Claim, Equal, Measurement, calc

d, h = Symbol("d", integer=True, positive=True), Symbol("h", integer=True, positive=True)
i, j, k, block = (Symbol(name, integer=True) for name in ("i", "j", "k", "block"))
a, old, candidate = (Symbol(name, real=True) for name in ("a", "s", "g"))
gate = sigmoid(a)


def parameters(blocks):
    """The entries of W, of U and of b, counted one by one in each block."""
    entries = Sum(Sum(1, (j, 1, d)) + Sum(1, (k, 1, h)) + 1, (i, 1, h))
    return Sum(entries, (block, 1, blocks))


def numbers(rng):
    """The sizes of the arrays of both cells."""
    import numpy as np

    inputs, states = (int(size) for size in rng.integers(1, 9, size=2))

    def entries(names):
        arrays = [np.zeros(shape) for _ in names for shape in ((states, inputs), (states, states), (states,))]
        return float(sum(array.size for array in arrays))

    one = states * inputs + states**2 + states
    return [
        Measurement("parameters of a GRU", 3.0 * one, entries(("z", "r", "g")), 0),
        Measurement("parameters of an LSTM", 4.0 * one, entries(("f", "i", "o", "g")), 0),
    ]


claim = Claim(
    parts={
        "three blocks of a GRU": Claim(
            statement=Equal(parameters(3), 3 * (h * d + h**2 + h)),
            proof=calc(parameters(3))
            .eq(3 * Sum(d + h + 1, (i, 1, h)), by="row i of a block: d entries of W, h of U, and b_i")
            .eq(3 * (h * d + h**2 + h), by="h rows"),
            mistakes={"one block for each gate": 2 * (h * d + h**2 + h), "the biases are lost": 3 * (h * d + h**2)},
        ),
        "four blocks of an LSTM": Claim(
            statement=Equal(parameters(4), 4 * (h * d + h**2 + h)),
            mistakes={"one block for each gate": 3 * (h * d + h**2 + h), "U is no square": 4 * (h * d + h * d + h)},
        ),
        "a GRU has fewer parameters": Claim(
            statement=Below(parameters(3), parameters(4)),
            mistakes={"half as many": AtMost(parameters(3), parameters(4) / 2)},
        ),
        "a gate is above 0": Claim(statement=Above(gate, 0)),
        "a gate is below 1": Claim(statement=Below(gate, 1)),
        "the candidate is no gate": Claim(statement=Below(tanh(a), 0), assuming=(Below(a, 0),)),
        "a gate of a GRU mixes the old state and the candidate": Claim(
            statement=AtMost((1 - gate) * old + gate * candidate, candidate),
            assuming=(AtMost(old, candidate),),
            mistakes={"a gate that only adds": AtMost(old + gate * candidate, candidate)},
        ),
    },
    numbers=numbers,
)
