"""Who represents the structures: pages."""
