"""The charts' pictures against kept ones: what changed, a page to look at it, and to accept it.

``kept/ID-wide.svg`` and ``kept/ID-narrow.svg`` are the drawings as the pages had them when they
were last accepted, an element a line. ``make pictures`` shows what changed since, ``make accept``
keeps today's.
"""
