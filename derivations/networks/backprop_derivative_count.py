"""One backpropagation pass over V nodes and E edges computes V E partial derivatives: it computes one for each edge.

#{(i, j) : node i is an input of node j} = E, and not V E        Deep-learning exam of 5 Feb 2018, 2.5 (v)

The partial derivative of a node by another one that is no input of it is 0 and is not computed.  Counted on two graphs in which
no other derivative is 0, and on layers of any widths a, b, c, each connected to the next.  By the chain rule these derivatives
are all that is needed: the derivative of the output by any node is a sum of products of them.
"""

from itertools import pairwise

from sympy import Abs, Derivative, Expr, Sum, Symbol, exp, sign

from verify.claim import Claim, Equal, Measurement

x, y, u, v = (Symbol(name, positive=True) for name in "xyuv")
a, b, c = (Symbol(name, integer=True, positive=True) for name in "abc")
i, j = Symbol("i", integer=True), Symbol("j", integer=True)

# Every node with its value as a function of its inputs; an input of the graph has none.
CHAIN = {x: None, u: exp(x), v: u**3, y: v**2}
DIAMOND = {x: None, u: 3 * x, v: x**2, y: u * v}


def edges(graph) -> int:
    """The number of inputs that the nodes have together."""
    return sum(len(value.free_symbols) for value in graph.values() if value is not None)


def computed(graph) -> Expr:
    """The number of pairs of nodes in which the derivative of the second by the first is not 0."""
    values = [value for value in graph.values() if value is not None]
    return sum(sign(Abs(Derivative(value, node))) for value in values for node in graph)


# Layers of a, b and c nodes, each node connected to all of the next layer.
between_layers = Sum(1, (i, 1, a), (j, 1, b)) + Sum(1, (i, 1, b), (j, 1, c))


def numbers(rng):
    """The derivatives that are not 0, by differences, in drawn layers of tanh units."""
    import numpy as np

    widths, found = rng.integers(2, 9, size=4), 0
    for below, above in pairwise(widths):
        weights, point = rng.normal(size=(above, below)), rng.normal(size=(below, 1))
        moved = np.tanh(weights @ (point + 1e-3 * np.eye(below)))  # column i: the layer with its input i moved
        found += int((moved != np.tanh(weights @ point)).sum())
    edges = int((widths[:-1] * widths[1:]).sum())
    return [Measurement(f"local derivatives in {widths.sum()} nodes and {edges} edges", edges, found, 0)]


claim = Claim(
    parts={
        "a chain: one for each edge": Claim(
            statement=Equal(computed(CHAIN), edges(CHAIN)),
            mistakes={"one for each node": len(CHAIN), "one for each pair of nodes": len(CHAIN) ** 2},
        ),
        "a diamond: one for each edge": Claim(
            statement=Equal(computed(DIAMOND), edges(DIAMOND)),
            mistakes={"one for each path": 2},
        ),
        "they are enough for the diamond": Claim(
            statement=Equal(
                Derivative(DIAMOND[u] * DIAMOND[v], x),
                Derivative(DIAMOND[y], u) * Derivative(DIAMOND[u], x) + Derivative(DIAMOND[y], v) * Derivative(DIAMOND[v], x),
            ),
            assuming=(Equal(u, DIAMOND[u]), Equal(v, DIAMOND[v])),
            example={x: 2, u: 6, v: 4},
            mistakes={"along one path only": Derivative(DIAMOND[y], u) * Derivative(DIAMOND[u], x)},
        ),
        "layers of any widths: one for each edge": Claim(
            statement=Equal(between_layers, a * b + b * c),
        ),
        "a chain: V E": Claim(statement=Equal(computed(CHAIN), len(CHAIN) * edges(CHAIN)), verdict=False),
        "a diamond: V E": Claim(statement=Equal(computed(DIAMOND), len(DIAMOND) * edges(DIAMOND)), verdict=False),
        "layers of any widths: V E": Claim(
            statement=Equal(between_layers, (a + b + c) * (a * b + b * c)),
            verdict=False,
        ),
    },
    numbers=numbers,
)
