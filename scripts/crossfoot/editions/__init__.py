"""Published editions: what stood in each, what changed between them, what nobody explained.

The folders under ``editions/`` are the only history there is: nothing here asks git.
"""
