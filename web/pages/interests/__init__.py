"""Members interested in a resolution: pages."""
