"""A sigmoid network as a tanh network.

W_2 sigma(W_1 x + b_1) + b_2 = V_2 tanh(V_1 x + c_1) + c_2
with V_1 = W_1/2, c_1 = b_1/2, V_2 = W_2/2, c_2 = b_2 + W_2 1/2        Deep-learning exam of 5 Feb 2018, 2.1 (ii)

For any widths: x in R^n, m hidden units, k outputs; 1 is the vector of ones.  With sigmoid outputs, V_2 = W_2/4 and
c_2 = b_2/2 + W_2 1/4, followed by (1 + tanh)/2.
"""

from sympy import Lambda, MatrixSymbol, Symbol, tanh

from derivations.notation import sigmoid
from verify.claim import Claim, Equal
from verify.read.vocabulary import Elementwise, Ones

n, m, k = (Symbol(name, integer=True, positive=True) for name in "nmk")
s = Symbol("s", real=True)
x = MatrixSymbol("x", n, 1)
W1, b1 = MatrixSymbol("W_1", m, n), MatrixSymbol("b_1", m, 1)
W2, b2 = MatrixSymbol("W_2", k, m), MatrixSymbol("b_2", k, 1)

sigma = Lambda(s, sigmoid(s))
tangent = Lambda(s, tanh(s))
shifted = Lambda(s, (1 + tanh(s)) / 2)

hidden = Elementwise(tangent, (W1 / 2) * x + b1 / 2)
network = W2 * Elementwise(sigma, W1 * x + b1) + b2

claim = Claim(
    parts={
        "linear outputs": Claim(
            statement=Equal(network, (W2 / 2) * hidden + (b2 + W2 * Ones(m) / 2)),
            mistakes={
                "the output bias is not moved": (W2 / 2) * hidden + b2,
                "the first layer is doubled": (W2 / 2) * Elementwise(tangent, (2 * W1) * x + b1 / 2) + (b2 + W2 * Ones(m) / 2),
            },
        ),
        "sigmoid outputs": Claim(
            statement=Equal(
                Elementwise(sigma, network),
                Elementwise(shifted, (W2 / 4) * hidden + (b2 / 2 + W2 * Ones(m) / 4)),
            ),
            mistakes={
                "the output weights are only halved": Elementwise(shifted, (W2 / 2) * hidden + (b2 / 2 + W2 * Ones(m) / 4)),
            },
        ),
    },
)
