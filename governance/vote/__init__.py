"""Counting: from what was said to a result anyone can recompute. Pure and exact."""
