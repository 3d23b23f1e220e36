"""Measures of the service on this machine, printed in one run by `collegial bench`."""
