"""Exact numbers, intervals, units, periods, and how they are written."""
