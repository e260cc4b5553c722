"""``data/`` to the ledger: rows, figures, derived figures, and the ledger's own checks."""
