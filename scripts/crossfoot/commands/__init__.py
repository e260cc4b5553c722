"""What each command does: build, check, edition, new. Files in, a summary or every problem out.

Decided here: in which order a command reads, works and writes, and what it may leave behind.
"""
