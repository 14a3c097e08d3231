"""The texts of answers and references: what stands round a formula, what it names, and what it declares by itself."""
