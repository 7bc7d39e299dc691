"""Runs the same program from a script, as a release tool would: `python deploy.py STACK`."""

import sys
from pathlib import Path

from pulumi import automation

from shop import program


def deploy(stack_name: str) -> int:
    """Returns the exit code."""
    stack = automation.create_or_select_stack(
        stack_name=stack_name,
        project_name="shop-python",
        program=program,
        opts=automation.LocalWorkspaceOptions(work_dir=str(Path(__file__).parent)),
    )
    try:
        result = stack.up(on_output=print)
    except automation.CommandError as error:
        print("\n".join(reasons(error)), file=sys.stderr)
        return 1
    print(f"deployed {result.outputs['deployment'].value}")
    return 0


def reasons(error: automation.CommandError) -> list[str]:
    """The lines that say why: an image that does not reach a node is named with the node and the cause."""
    lines = [line.strip() for line in str(error).splitlines()]
    return list(dict.fromkeys(line for line in lines if line.startswith("error: ")))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python deploy.py STACK")
    sys.exit(deploy(sys.argv[1]))
