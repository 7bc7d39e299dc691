"""Parses lines with the Azure CLI's own parser, and runs none.

Reads a JSON list of lists of words from stdin; writes a JSON list with what the parser says to each, null where it takes it.
"""

import contextlib
import io
import json
import sys

from azure.cli.core import get_default_cli


def fault(cli, words):
    invocation = cli.invocation_cls(
        cli_ctx=cli,
        parser_cls=cli.parser_cls,
        commands_loader_cls=cli.commands_loader_cls,
        help_cls=cli.help_cls,
    )
    cli.invocation = invocation
    loader = invocation.commands_loader
    loader.load_command_table(words)
    name = command_of(words, loader.command_table)
    if name is None:
        return "there is no such command"
    if not any(word.startswith("-") for word in words):
        return None  # Prose names a command without what it needs.
    invocation.data["command_string"] = name
    loader.command_table = {name: loader.command_table[name]}
    loader.command_name = name
    loader.load_arguments(name)
    invocation.parser.cli_ctx = cli
    invocation.parser.load_command_table(loader)
    invocation.parser.parse_args(words)
    return None


def command_of(words, table):
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if name in table:
            return name
        # A group, such as `az acr`, is named in prose.
        if count == len(words) and any(known.startswith(name + " ") for known in table):
            return next(known for known in table if known.startswith(name + " "))
    return None


def parse(cli, words):
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            return fault(cli, words)
        except SystemExit:
            return said.getvalue().strip() or "the parser refuses it"


azure = get_default_cli()
json.dump([parse(azure, words) for words in json.load(sys.stdin)], sys.stdout)
