"""Written questions: pages."""
