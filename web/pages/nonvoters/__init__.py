"""Who is called beside the members: pages."""
