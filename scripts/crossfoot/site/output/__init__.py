"""What is written to disk: trees of files, the exchange of ``site/`` as a whole, one build a time."""
