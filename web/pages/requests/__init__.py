"""What members ask to put on the agenda: pages."""
