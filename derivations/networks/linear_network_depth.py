"""A linear network of any depth is one affine map.

W_2 (W_1 x + b_1) + b_2 = (W_2 W_1) x + (W_2 b_1 + b_2)        Deep-learning exam of 5 Feb 2018, 2.1 (iii)

For any widths.  By induction on the depth L, the output is A_L x + c_L: with no layer A_0 = I and c_0 = 0, and one more layer
makes A_{L+1} = W A_L and c_{L+1} = W c_L + b.
"""

from sympy import Identity, MatrixSymbol, Symbol, ZeroMatrix

from verify.claim import Claim, Equal, calc

n, m, k = (Symbol(name, integer=True, positive=True) for name in "nmk")
x, h = MatrixSymbol("x", n, 1), MatrixSymbol("h", m, 1)
W1, b1 = MatrixSymbol("W_1", m, n), MatrixSymbol("b_1", m, 1)
W2, b2 = MatrixSymbol("W_2", k, m), MatrixSymbol("b_2", k, 1)
A, c = MatrixSymbol("A", m, n), MatrixSymbol("c", m, 1)
W, b = MatrixSymbol("W", k, m), MatrixSymbol("b", k, 1)

claim = Claim(
    parts={
        "two layers": Claim(
            statement=Equal(W2 * (W1 * x + b1) + b2, (W2 * W1) * x + (W2 * b1 + b2)),
            mistakes={
                "the biases are added": (W2 * W1) * x + W2 * b1 + W2 * b1 + b2,
                "the bias of the first layer is lost": (W2 * W1) * x + b2,
            },
        ),
        "no layer": Claim(statement=Equal(x, Identity(n) * x + ZeroMatrix(n, 1))),
        "one more layer": Claim(
            statement=Equal(W * h + b, (W * A) * x + (W * c + b)),
            assuming=(Equal(h, A * x + c),),
            proof=calc(W * h + b)
            .eq(W * (A * x + c) + b, by="the layers below are A x + c")
            .eq((W * A) * x + (W * c + b), by="the matrix product is distributive and associative"),
            mistakes={"the new layer leaves the old bias as it is": (W * A) * x + W * c},
        ),
    },
)
