"""Letters to one person: pages."""
