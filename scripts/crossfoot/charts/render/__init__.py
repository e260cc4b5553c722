"""From a spec to pictures, in child processes: knows neither Altair nor the ledger.

Decided here: how drawings are cleaned, named and checked for what overlaps; the files that a chart
is downloaded as; how many processes draw, within which limits; which pictures need no drawing.
"""
