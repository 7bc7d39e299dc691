// Several services behind one migration, made by a chart whose migrations are hooks: the Jobs and Deployments of one release.
import type { ImageRolloutArgs } from "../../../components/rollout/rolloutArgs";
import { PODS } from "./pods";
import { deployment, IMAGE, job, SECOND_IMAGE, type Shape } from "./shape";

const hook = (when: string) => ({ annotations: { "helm.sh/hook": when, "helm.sh/hook-weight": "5" } });

const wait = PODS.find(({ name }) => name === "init containers and sidecars")?.spec.template.spec.initContainers[1];

/** By the name that each has in the rollout. */
export const ESTATE: Readonly<Record<string, Shape>> = {
    schema: job("before", { metadata: hook("pre-upgrade"), container: { args: ["migrate"] } }, {}),
    reindex: job("after", { metadata: hook("post-upgrade"), container: { args: ["reindex"] } }, {}),
    web: deployment("web", { container: { args: ["web"], ports: [{ name: "http", containerPort: 8080 }] } }, {}),
    worker: deployment("worker", { container: { args: ["worker"] }, pod: { initContainers: [wait] } }, {}),
};

export const ESTATE_ROLLOUT: ImageRolloutArgs = {
    namespace: "shop",
    images: [
        { name: "billing", image: IMAGE, size: "650MB" },
        { name: "tools", image: SECOND_IMAGE, size: "20MB" },
    ],
    migrations: [
        { name: "schema", image: "billing", args: ["migrate"], ...labelled("pre-upgrade") },
        { name: "reindex", image: "billing", args: ["reindex"], after: true, ...labelled("post-upgrade") },
    ],
    applications: [
        {
            name: "web",
            image: "billing",
            args: ["web"],
            port: 8080,
            podLabels: { app: "billing" },
            service: { port: 80 },
        },
        {
            name: "worker",
            image: "billing",
            args: ["worker"],
            podLabels: { app: "billing" },
            podTemplate: { spec: { initContainers: [{ ...wait, image: "tools" }] } },
        },
    ],
};

function labelled(when: string) {
    return { podLabels: { app: "billing" }, podTemplate: { metadata: hook(when) } };
}
