"""The interface of programs, version 1: the queries and use cases of the pages, in JSON."""
