"""Preparing an assembly, convening its members, reading its notice."""
