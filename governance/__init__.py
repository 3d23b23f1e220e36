"""The domain of an assembly: law, bylaws, register, votes. No HTTP, no HTML, no network."""
