"""Runs under `pulumi up`."""

from shop import program

program()
