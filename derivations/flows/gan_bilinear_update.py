"""Simultaneous gradient steps on a bilinear game are a linear map.

V(d, g) = d g:  d + alpha dV/dd, g - alpha dV/dg  is  A (d, g)  with  A = [[1, alpha], [-alpha, 1]]
                                                                       Homework on generative models, 6.1

For any learning rate alpha > 0 and any point (d, g): ascent in the discriminator d and descent in the generator g, at once.
"""

from sympy import Derivative, Matrix, Symbol

from verify.claim import Claim, Equal, calc

d, g = Symbol("d", real=True), Symbol("g", real=True)
alpha = Symbol("alpha", positive=True)

value = d * g
point = Matrix([d, g])
updated = Matrix([d + alpha * Derivative(value, d), g - alpha * Derivative(value, g)])
A = Matrix([[1, alpha], [-alpha, 1]])


claim = Claim(
    statement=Equal(updated, A * point),
    proof=calc(updated)
    .eq(Matrix([d + alpha * g, g - alpha * d]), by="dV/dd = g and dV/dg = d")
    .eq(A * point, by="the coefficients of d and g, row by row"),
    mistakes={
        "descent in d and ascent in g": Matrix([[1, -alpha], [alpha, 1]]) * point,
        "ascent in both": Matrix([[1, alpha], [alpha, 1]]) * point,
        "g is updated after d": Matrix([[1, alpha], [-alpha, 1 - alpha**2]]) * point,
    },
)
