"""The receptive field of two masked layers, B and then A.

row 3, below: {32, 33, 42, 43, 44, 45, 52, 53, 54, 55}
row 1, above: {12, 13, 14, 15, 22, 23, 24, 25, 32, 33}        Homework on generative models, 1.3

For two 3 x 3 layers with padding 1 on a 5 x 5 map, the first masked by B and the second by A.  Both masks have ones at (2, 1)
and in one full row, and B has one at (2, 2) too.  The print fills row 3, below the pixel, while PixelCNN fills row 1, above it;
both are shown.  A pixel is in the receptive field of pixel (3, 4) if the output there changes with it: the derivative is
positive for all positive weights.
"""

from sympy import Derivative, Symbol

from derivations.notation import filtered, masked_kernel
from verify.claim import Above, Claim, Equal

image = {(i, j): Symbol(f"x_{i}{j}", real=True) for i in range(1, 6) for j in range(1, 6)}
fields = {
    3: {(3, 2), (3, 3), (4, 2), (4, 3), (4, 4), (4, 5), (5, 2), (5, 3), (5, 4), (5, 5)},
    1: {(1, 2), (1, 3), (1, 4), (1, 5), (2, 2), (2, 3), (2, 4), (2, 5), (3, 2), (3, 3)},
}


def output(row):
    """The value at pixel (3, 4) after both layers."""
    first, second = masked_kernel("a", row, centre=True), masked_kernel("b", row, centre=False)
    return filtered(filtered(image, first), second)[3, 4]


def seen(row, place):
    """The derivative by a pixel is positive."""
    return Above(Derivative(output(row), image[place]), 0)


def unseen(row, place):
    """The derivative by a pixel is 0."""
    return Equal(Derivative(output(row), image[place]), 0)


claim = Claim(
    parts={
        f"row {row}: pixel {i}{j} is {'seen' if (i, j) in field else 'not seen'}": Claim(
            statement=seen(row, (i, j)) if (i, j) in field else unseen(row, (i, j)),
            mistakes={"the opposite": unseen(row, (i, j)) if (i, j) in field else seen(row, (i, j))},
        )
        for row, field in fields.items()
        for i, j in image
    }
)
