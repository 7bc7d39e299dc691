// The stacks that have a fixture, by its name.
import { DIGEST } from "../support/images";
import type { Desired, InlineProgram } from "./inlineProgram";
import { packageExample, stackIn, typescriptExample, yamlComponents } from "./programs";

const IMAGE = `acrshop.azurecr.io/shop@${DIGEST}`;
const NEXT = `acrfull.azurecr.io/shop@sha256:${"9".repeat(64)}`;

/** `desired` runs another of the stacks, for a program that reads what is deployed. */
type Stack = (desired: (name: string) => Promise<Desired>) => InlineProgram | Promise<InlineProgram>;

export const STACKS: Readonly<Record<string, Stack>> = {
    local: () => stackIn(".", "local"),
    dev: () => stackIn(".", "dev"),
    prod: () => stackIn(".", "prod"),

    // The templates have no images yet. This is their second `up`, with one.
    "dev-rollout": () => stackIn(".", "dev", withImage),
    "prod-rollout": () => stackIn(".", "prod", withImage),

    full: () => stackIn(CONFIGURED, "full"),
    adopted: () => stackIn(CONFIGURED, "adopted"),
    several: () => stackIn(CONFIGURED, "several"),
    // Everything deployed stays as it is, and the nodes pull the next image.
    "full-prepull": async (desired) => ({
        ...stackIn(CONFIGURED, "full", ({ rollout }) => ({
            stage: "prepull",
            rollout: { ...rollout, images: [{ ...rollout.images[0], image: NEXT }, rollout.images[1]] },
        })),
        // Only this output: the others are unknown before a real update, and one unknown output hides all of them.
        deployed: { deployed: (await desired("full")).outputs.deployed ?? null },
    }),

    "example-typescript": () =>
        typescriptExample("typescript", {
            namespace: "shop",
            serviceStack: "organization/shop/prod",
            image: "shop",
            size: "650MB",
            args: ["report"],
            env: { DATABASE: "/data/shop.db" },
            claim: "database",
            kubeconfig: "kubeconfig",
        }),
    // The chart with its arguments only: the Kubernetes provider renders its objects, and a plan runs no provider.
    "example-helm-chart": () =>
        typescriptExample("helm-chart", {
            namespace: "shop",
            image: IMAGE,
            size: "650MB",
            nodes: 3,
            replicas: 2,
            kubeconfig: "kubeconfig",
        }),
    "example-helm-migration-hook": () =>
        typescriptExample("helm-migration-hook", {
            namespace: "shop",
            image: IMAGE,
            size: "650MB",
            nodes: 3,
            databaseHost: "database.example",
            databasePassword: "secret",
            kubeconfig: "kubeconfig",
        }),
    "example-yaml": () => packageExample("yaml", yamlComponents({ image: IMAGE })),
    // A copy of the arguments in examples/python/shop.py, which only Python can evaluate. Python sends null for None.
    "example-python": () =>
        packageExample("python", {
            shop: {
                type: "aks-image-delivery:index:ImageRollout",
                properties: {
                    namespace: "shop",
                    images: [{ name: "shop", image: IMAGE, size: "650MB" }],
                    application: { image: "shop", replicas: null },
                    nodes: 3,
                    helperImage: null,
                },
            },
        }),
};

const CONFIGURED = "test/resources/stacks";

function withImage({ rollout }: { rollout: object }) {
    return { rollout: { ...rollout, images: [{ name: "shop", image: IMAGE, size: "650MB" }] } };
}
