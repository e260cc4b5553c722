"""What MkDocs built, made ready to publish: pure functions from files to files.

Decided here: a page's policy and metadata, its Markdown beside it, what a search finds, that every
link leads somewhere and no template tag is left, checksums.
"""
