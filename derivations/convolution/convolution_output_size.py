"""The size of the output of a convolutional layer, and the number of its parameters.

per direction floor((n - k + 2p)/s) + 1, which is n - k + 1 for p = 0, s = 1;   f (k^2 d + 1) parameters
                                                                       Deep-learning exam of 5 Feb 2018, 4.1 (iii)

For any n, k, d, f, padding p >= 0 and stride s >= 1 with k <= n + 2p.  The window at position j = 0, 1, ... covers the padded
pixels j s + 1, ..., j s + k, and has to end at n + 2p: positions 0, ..., floor((n - k + 2p)/s) fit, and the next one does not.
"""

from sympy import Expr, Sum, Symbol, floor

from verify.claim import Above, AtLeast, AtMost, Claim, Equal, Measurement, calc

n, k, d, f, s = (Symbol(name, integer=True, positive=True) for name in "nkdfs")
p, j = Symbol("p", integer=True, nonnegative=True), Symbol("j", integer=True, nonnegative=True)
channel, row, column, number, position = (Symbol(name, integer=True) for name in ("c", "r", "m", "g", "i"))

padded = n + 2 * p
last = floor((n - k + 2 * p) / s)
fits = AtMost(k, padded)
weights = Sum(1, (channel, 1, d), (column, 1, k), (row, 1, k))


def end_of_window(place: Expr) -> Expr:
    """The last pixel that the window at this position covers."""
    return place * s + k


def numbers(rng):
    """The windows that fit, listed one by one, for every n <= 12, k <= n, p <= 3, s <= 4."""
    wrong = sum(
        len([start for start in range(0, n + 2 * p, s) if start + k <= n + 2 * p]) != (n - k + 2 * p) // s + 1
        for n in range(1, 13)
        for k in range(1, n + 1)
        for p in range(4)
        for s in range(1, 5)
    )
    return [Measurement("sizes that differ from the list", 0.0, float(wrong), 0.0)]


claim = Claim(
    parts={
        "every position up to the last fits": Claim(
            statement=AtMost(end_of_window(j), padded),
            assuming=(fits, AtMost(j, last)),
            proof=calc(end_of_window(j))
            .le(end_of_window(last), by="s > 0")
            .le((n - k + 2 * p) / s * s + k, by="floor(a) <= a")
            .eq(padded, by="s/s = 1"),
            mistakes={"also the one after it": AtMost(end_of_window(j + 1), padded)},
        ),
        "the next one does not": Claim(
            statement=Above(end_of_window(last + 1), padded),
            assuming=(fits,),
            proof=calc(end_of_window(last + 1)).gt((n - k + 2 * p) / s * s + k, by="a < floor(a) + 1").eq(padded, by="s/s = 1"),
        ),
        "there is such a position": Claim(
            statement=AtLeast(last, 0),
            assuming=(fits,),
            mistakes={"there are two": AtLeast(last, 1)},
        ),
        "the number of positions 0, ..., floor((n-k+2p)/s)": Claim(
            statement=Equal(Sum(1, (position, 0, last)), last + 1),
            assuming=(AtLeast(last, 0),),
            mistakes={
                "without the + 1": last,
                "(n-k+2p)/s without the + 1": (n - k + 2 * p) / s,
                "not rounded": (n - k + 2 * p) / s + 1,
                "the padding on one side only": floor((n - k + p) / s) + 1,
            },
        ),
        "without padding, with stride 1": Claim(
            statement=Equal((last + 1).subs({p: 0, s: 1}, simultaneous=True), n - k + 1),
            mistakes={"n - k": n - k},
        ),
        "the parameters": Claim(
            statement=Equal(Sum(weights + 1, (number, 1, f)), f * (k**2 * d + 1)),
            proof=calc(Sum(weights + 1, (number, 1, f)))
            .eq(Sum(k**2 * d + 1, (number, 1, f)), by="k rows, k columns and d channels, and a bias")
            .eq(f * (k**2 * d + 1), by="f filters"),
            mistakes={"one bias for all filters, f k^2 d + 1": f * k**2 * d + 1, "no channels": f * (k**2 + 1)},
        ),
    },
    numbers=numbers,
)
