"""Assemblies that members missed: pages."""
