"""Every argument that describes a pod, by the typed classes of the SDK that Pulumi makes from the package's schema.

Prints what the component would get, as JSON.
"""

import json
from typing import Any

import pulumi
import pulumi_aks_image_delivery as delivery


class Engine(pulumi.runtime.Mocks):
    """Keeps what each resource is asked for."""

    def __init__(self) -> None:
        self.inputs: dict[str, Any] = {}

    def new_resource(self, args: pulumi.runtime.MockResourceArgs):
        self.inputs[args.typ] = args.inputs
        return args.name, args.inputs

    def call(self, args: pulumi.runtime.MockCallArgs):
        return {}


def program() -> None:
    database = {
        "image": "sample",
        "env": {"DATABASE": "$(FOLDER)/sample.db"},
        "volumes": [
            delivery.VolumeMountArgs(name="database", claim="database", mount_path="/data"),
            delivery.VolumeMountArgs(name="settings", config_map="settings", mount_path="/settings", sub_path="FOLDER"),
            delivery.VolumeMountArgs(name="tmp", empty_dir=delivery.EmptyDirArgs(size_limit="16Mi"), mount_path="/tmp"),
        ],
        "env_from": [delivery.EnvSourceArgs(config_map="settings")],
    }
    rollout = delivery.ImageRollout(
        "shop",
        namespace="shop",
        images=[delivery.RolloutImageArgs(name="sample", image="myregistry.azurecr.io/sample:1.2.3", size="30MB")],
        migrations=[
            delivery.RolloutMigrationArgs(name="schema", args=["migrate"], **database),
            delivery.RolloutMigrationArgs(name="reindex", args=["migrate"], after=True, **database),
        ],
        applications=[
            delivery.RolloutApplicationArgs(
                name="web",
                args=["serve"],
                port=8080,
                readiness_path="/healthz",
                probe_timeout_seconds=7,
                service=delivery.ServiceArgsArgs(port=80, annotations={"example.com/team": "shop"}),
                pod_template={
                    "metadata": {"annotations": {"example.com/from": "python"}},
                    "spec": {
                        "initContainers": [
                            {
                                "name": "schema",
                                "image": "sample",
                                "args": ["migrate"],
                                "volumeMounts": [{"name": "database", "mountPath": "/data"}],
                            }
                        ]
                    },
                },
                spec={"revisionHistoryLimit": 2, "strategy": {"type": "Recreate"}},
                **database,
            ),
        ],
        nodes=1,
    )
    pulumi.export("jobs", rollout.jobs)
    pulumi.export("selectors", rollout.selectors)


if __name__ == "__main__":
    engine = Engine()
    pulumi.runtime.set_mocks(engine)
    pulumi.runtime.test(program)()
    print(json.dumps(engine.inputs["aks-image-delivery:index:ImageRollout"]))
