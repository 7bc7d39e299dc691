// Resources of a plan for tests: only what a test is about has to be given.
import type { PlanResource } from "../../model/plan/resource";

export function resource(given: Partial<PlanResource> & Pick<PlanResource, "type" | "name">): PlanResource {
    return {
        urn: `urn:pulumi:dev::shop::${given.type}::${given.name}`,
        component: false,
        inputs: {},
        outputs: {},
        customTimeouts: {},
        protect: false,
        retainOnDelete: false,
        deleteBeforeReplace: false,
        ignoreChanges: [],
        replaceOnChanges: [],
        ...given,
    };
}

export const JOB = "kubernetes:batch/v1:Job";
export const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

export function migration(deadline: number, image: string): PlanResource {
    return resource({
        type: JOB,
        name: "migrate",
        inputs: {
            metadata: { name: "migrate", labels: { "app.kubernetes.io/component": "migration" } },
            spec: { activeDeadlineSeconds: deadline, template: { spec: { containers: [{ name: "main", image }] } } },
        },
        customTimeouts: { create: `${deadline + 120}s`, update: `${deadline + 120}s` },
    });
}
