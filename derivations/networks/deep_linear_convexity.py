"""The error surface of a deep linear network is convex: it is not.

E(w_1, w_2) = (w_1 w_2 - 1)^2        Deep-learning exam of 5 Feb 2018, 2.5 (iii)

Already two layers of one unit, fitted to the identity, refute it: E is 0 at (1, 1) and at (-1, -1), and 1 half-way between.
"""

from sympy import Symbol

from verify.claim import Claim, Convex

w1, w2 = Symbol("w_1", real=True), Symbol("w_2", real=True)

claim = Claim(statement=Convex((w1 * w2 - 1) ** 2, over=(w1, w2)), verdict=False)
