"""The program: one service, whose image is on every node before its Deployment is touched."""

import pulumi

from aks_image_delivery import ImageRollout


def program() -> None:
    config = pulumi.Config()
    rollout = ImageRollout(
        "shop",
        {
            "namespace": config.require("namespace"),
            "images": [{"name": "shop", "image": config.require("image"), "size": config.require("size")}],
            "application": {"image": "shop", "replicas": config.get_int("replicas")},
            "nodes": config.get_int("nodes"),
            "helperImage": config.get("helperImage"),
        },
    )
    pulumi.export("deployment", rollout.deployment)
