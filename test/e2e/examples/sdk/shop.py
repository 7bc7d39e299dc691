"""A rollout with a migration, by the typed classes of the SDK that Pulumi makes from the package's schema."""

import pulumi
import pulumi_aks_image_delivery as delivery


def program() -> None:
    config = pulumi.Config()
    rollout = delivery.ImageRollout(
        "shop",
        namespace=config.require("namespace"),
        images=[
            delivery.RolloutImageArgs(name="shop", image=config.require("image"), size=config.require("size")),
        ],
        migrations=[delivery.RolloutMigrationArgs(name="schema", image="shop", args=["migrate"])],
        application=delivery.RolloutApplicationArgs(image="shop", replicas=2),
        nodes=config.get_int("nodes"),
        helper_image=config.get("helperImage"),
    )
    pulumi.export("deployment", rollout.deployment)
