"""The size of the output of a convolution, and the number of its parameters.

floor((n - k + 2 p)/s) + 1 positions per direction;  f (k^2 d + 1) parameters
                                                                       Deep-learning exam of 5 Feb 2018, 4.1 (iii)

For an n x n x d input with padding p, f kernels of size k x k x d and stride s, where the kernel fits: k <= n + 2 p.  The window
number t = 0, 1, 2 ... begins at s t and has to end within the padded input: s t + k <= n + 2 p.  That is so exactly for the
integers t <= floor((n - k + 2 p)/s), so their number is floor((n - k + 2 p)/s) + 1; without padding and with stride 1 it is n - k + 1.
"""

from sympy import Integer, Sum, Symbol, floor

from verify.claim import AtMost, Claim, Equal, Equivalent, Measurement, calc

n, k, d, f, s = (Symbol(name, integer=True, positive=True) for name in "nkdfs")
p, t = Symbol("p", integer=True, nonnegative=True), Symbol("t", integer=True)
i, j, c = (Symbol(name, integer=True) for name in "ijc")

room = n - k + 2 * p
fits = AtMost(0, room)
last = floor(room / s)


def numbers(rng):
    """All windows counted one by one, for n <= 12, k <= n, p <= 3 and s <= 4: how often the formula is off."""
    wrong = sum(
        len([first for first in range(0, n + 2 * p, s) if first + k <= n + 2 * p]) != (n - k + 2 * p) // s + 1
        for n in range(1, 13)
        for k in range(1, n + 1)
        for p in range(4)
        for s in range(1, 5)
    )
    return [Measurement("sizes for which the count differs", 0.0, float(wrong), 0.5)]


claim = Claim(
    parts={
        "the windows that fit": Claim(
            statement=Equivalent(AtMost(s * t + k, n + 2 * p), AtMost(t, last)),
            assuming=(fits,),
        ),
        "their number": Claim(
            statement=Equal(Sum(1, (t, 0, last)), last + 1),
            assuming=(fits,),
            mistakes={"without the first window": last, "without rounding": room / s + 1},
        ),
        "without padding, with stride 1": Claim(
            statement=Equal(Sum(1, (t, 0, n - k)), n - k + 1),
            assuming=(AtMost(k, n),),
            mistakes={"without the first window": n - k},
        ),
        "the parameters": Claim(
            statement=Equal(Sum(Sum(1, (i, 1, k), (j, 1, k), (c, 1, d)) + 1, (t, 1, f)), f * (k**2 * d + 1)),
            proof=calc(Sum(Sum(1, (i, 1, k), (j, 1, k), (c, 1, d)) + 1, (t, 1, f)))
            .eq(Sum(k**2 * d + 1, (t, 1, f)), by="a kernel has k k d weights and one bias")
            .eq(f * (k**2 * d + 1), by="there are f kernels"),
            mistakes={"one bias for all kernels": f * k**2 * d + 1, "no bias": f * k**2 * d, "one channel": f * (k**2 + Integer(1))},
        ),
    },
    numbers=numbers,
)
