"""What the source documents ask for that is no derivation, and why it is not in the catalogue."""

LEFT_OUT = (
    ("Deep-learning exam of 5 Feb 2018, 1.1", "which activation pattern belongs to which layer: figures to be matched"),
    ("Deep-learning exam of 5 Feb 2018, 3.5", "which optimizer drew which path: figures to be matched"),
    ("Deep-learning exam of 5 Feb 2018, 3.7, 2", "what sharp nonlinearities do, in words; the remedy is gradient-clipping"),
    ("Deep-learning exam of 5 Feb 2018, 4.3 (i)", "what an LSTM solves, in words; its gradient is lstm-cell-gradient"),
    ("Deep-learning exam of 5 Feb 2018, 5.4 (i), (iii)", "why a latent code is random and how a network is trained, in words"),
    ("Homework on generative models, 3.3", "a comparison of inference methods in words"),
    ("Exercise series 10, 2", "questions on the reading"),
    ("Exercise series 10, 3", "an autoencoder to be programmed and trained on images; its losses are cross-entropy-gradient"),
    ("Homework 2, 1 (d)", "remedies for exploding and vanishing gradients, in words"),
    ("Homework 2, 2 (a)", "which variational family is more expressive, in words"),
    ("Homework 2, 3 (c)", "two predictions compared in words; they are gp-far-from-data and relu-network-extrapolation"),
)
