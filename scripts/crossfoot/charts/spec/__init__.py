"""From a chart function to a checked spec: knows Altair and the ledger, and draws nothing.

Decided here: which functions are charts, how long one may take, what its Vega-Lite may hold, that
every number in it is the ledger's and every row shown, and what its title may state.
"""
