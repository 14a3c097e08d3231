"""What the prover and the checker both build on: arithmetic of polynomials and intervals, and what the rules of proof say."""
