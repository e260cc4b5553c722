"""The pictures that other sites show beside a link, 1200 by 630: of a chart, or of a page's words.

Decided here: what stands on one, in which sizes, and where it is cut.
"""
