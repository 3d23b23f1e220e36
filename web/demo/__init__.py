"""What only a demonstration needs; production settings refuse all of it."""
