"""Pictures of the built site to look at: each template at three widths, light, dark and on paper.

``make look`` writes them and ``build/look/index.html``, a sheet to go through them; beside it lies
``charts.html`` of ``make pictures``. Nothing here is a test.
"""
