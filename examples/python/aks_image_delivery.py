"""What `pulumi package add` generates in full: the class behind a component of the package, by its type token."""

from typing import Any, Mapping, Optional

import pulumi


class ImageRollout(pulumi.ComponentResource):
    """Pulls images on every node, and rolls an application out once they are there."""

    deployment: pulumi.Output[str]

    def __init__(
        self,
        name: str,
        args: Mapping[str, Any],
        opts: Optional[pulumi.ResourceOptions] = None,
    ) -> None:
        # Outputs are asked for by their names; the component itself runs in the package's own process.
        properties = {**args, "deployment": None}
        super().__init__("aks-image-delivery:index:ImageRollout", name, properties, opts, remote=True)
