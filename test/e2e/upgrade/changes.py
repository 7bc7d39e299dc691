"""Prints what `preview` or `up` of the example changes, as changes.ts does: python changes.py VERB STACK, in the
example's folder, with the folder of its module `shop` in PYTHONPATH."""

import sys
from pathlib import Path

from pulumi import automation
from shop import program

verb, stack_name = sys.argv[1:]
stack = automation.create_or_select_stack(
    stack_name=stack_name,
    project_name="shop-python",
    program=program,
    opts=automation.LocalWorkspaceOptions(work_dir=str(Path.cwd())),
)


def show(event: automation.EngineEvent) -> None:
    if event.resource_pre_event is None:
        return
    metadata = event.resource_pre_event.metadata
    if metadata.op.value not in ("same", "read", "refresh"):
        properties = ", ".join(sorted(metadata.detailed_diff or {}))
        print(f"{metadata.op.value} {metadata.type.split(':')[-1]} {metadata.urn.split('::')[-1]}: {properties}")


getattr(stack, verb)(on_event=show)
