"""The determinant of a lower triangular matrix is the product of its diagonal.

g(z) = mu + S z:  |det J| = |det S| = prod_{i=1}^{K} |S_ii|        Homework on generative models, 2.4

For any K, by induction on the Laplace expansion along the last column, whose entries S_{i,K+1} with i <= K are 0: det S_{K+1} =
sum_i (-1)^{i+K+1} S_{i,K+1} M_i, and the minor M_{K+1} is the determinant of the leading K x K block, which is lower triangular
again.  The product takes K - 1 multiplications: O(K).
"""

from sympy import Abs, Derivative, Function, IndexedBase, KroneckerDelta, Product, Sum, Symbol

from verify.claim import AtLeast, AtMost, Claim, Equal, Measurement, induction

K = Symbol("K", integer=True, positive=True)
i, j, k = (Symbol(name, integer=True) for name in "ijk")
diagonal, minor = Function("s", real=True), Function("M", real=True)  # s(i) = S_ii; M(i) is the minor of S_{i,K+1}
S = IndexedBase(Symbol("S", real=True), shape=(K, K))
z, mu = IndexedBase(Symbol("z", real=True), shape=(K,)), IndexedBase(Symbol("mu", real=True), shape=(K,))

last_column = diagonal(K + 1) * KroneckerDelta(i, K + 1)
expansion = Sum((-1) ** (i + K + 1) * last_column * minor(i), (i, 1, K + 1))
product = Product(diagonal(i), (i, 1, K))


def numbers(rng):
    """The determinant of a drawn lower triangular matrix."""
    import numpy as np

    matrix = np.tril(rng.normal(size=(6, 6)))
    return [Measurement("|det S|", float(np.prod(abs(np.diag(matrix)))), float(abs(np.linalg.det(matrix))), 1e-9)]


claim = Claim(
    parts={
        "the Jacobian is S": Claim(
            statement=Equal(Derivative(mu[i] + Sum(S[i, k] * z[k], (k, 1, K)), z[j]), S[i, j]),
            assuming=(AtLeast(i, 1), AtMost(i, K), AtLeast(j, 1), AtMost(j, K)),
            mistakes={"it is transposed": S[j, i]},
        ),
        "one row": Claim(statement=Equal(diagonal(1), Product(diagonal(i), (i, 1, 1)))),
        "the expansion has one term": Claim(
            statement=Equal(expansion, diagonal(K + 1) * minor(K + 1)),
        ),
        "one more row and column": Claim(
            statement=Equal(diagonal(K + 1) * product, Product(diagonal(i), (i, 1, K + 1))),
            mistakes={"the diagonal is added": diagonal(K + 1) + product},
        ),
        "the absolute value": Claim(
            statement=Equal(Abs(product), Product(Abs(diagonal(i)), (i, 1, K))),
            proof=induction(K),
            mistakes={"the diagonal is positive": product},
        ),
    },
    numbers=numbers,
)
