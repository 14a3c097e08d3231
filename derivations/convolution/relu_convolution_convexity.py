"""A convolution followed by a rectifier is convex in its input.

x -> max(0, sum_{i,j} w_ij x_{u+i,v+j} + b)        Deep-learning exam of 5 Feb 2018, 4.1 (iv)

For every output (u, v), any k x k kernel and any image, which is a function of the pixel: the convolution of t x + (1 - t) y lies
between those of x and y, and the rectifier is convex.
"""

from sympy import Function, IndexedBase, Sum, Symbol

from derivations.notation import relu
from verify.claim import AtMost, Claim, Concave, Convex, Equal

k = Symbol("k", integer=True, positive=True)
i, j, u, v = (Symbol(name, integer=True) for name in "ijuv")
b, t, z = Symbol("b", real=True), Symbol("t", real=True), Symbol("z", real=True)
w = IndexedBase("w", shape=(k, k), real=True)
x, y = Function("x", real=True), Function("y", real=True)


def response(image):
    """sum_{i,j} w_ij image_{u+i,v+j} + b"""
    return Sum(w[i, j] * image(u + i, v + j), (i, 1, k), (j, 1, k)) + b


def response_between():
    """The response to t x + (1 - t) y"""
    return Sum(w[i, j] * (t * x(u + i, v + j) + (1 - t) * y(u + i, v + j)), (i, 1, k), (j, 1, k)) + b


chord = t * relu(response(x)) + (1 - t) * relu(response(y))

claim = Claim(
    symbols={"t": "in [0, 1]"},
    parts={
        "the convolution is affine": Claim(
            statement=Equal(response_between(), t * response(x) + (1 - t) * response(y)),
            mistakes={"without the bias of the second": t * response(x) + (1 - t) * (response(y) - b)},
        ),
        "the rectifier is convex": Claim(
            statement=Convex(relu(z), over=z),
            mistakes={"it is concave": Concave(relu(z), over=z), "it is linear": Equal(relu(-z), -relu(z))},
        ),
        "one after the other": Claim(
            statement=AtMost(relu(response_between()), chord),
            mistakes={"it is linear": Equal(relu(response_between()), chord)},
        ),
    },
)
