"""What is written to disk: files, the exchange of ``site/`` as a whole, one build at once."""
