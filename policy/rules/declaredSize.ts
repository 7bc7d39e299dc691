/** Deadlines without a declared size: nobody can tell whether a healthy pull reaches them. */
import { SIZE_ANNOTATION } from "../../model/kubernetes/labels";
import { deadlinesOf } from "../deadlines";
import { resourcePolicy, whereKnown } from "../resourcePolicy";
import { annotation, type Workload, workloads } from "../workloads";

export const declaredSize = resourcePolicy(
    {
        name: "declared-size",
        description: "A workload with a deadline of its own declares the size of its image.",
        enforcementLevel: "advisory",
    },
    (resource) => workloads(resource).flatMap((workload) => whereKnown(() => sizeFaults(workload))),
);

function sizeFaults(workload: Workload): string[] {
    const fields = deadlinesOf(workload).flatMap(({ field, given }) => (given === undefined ? [] : [field]));
    if (fields.length === 0 || annotation(workload, SIZE_ANNOTATION) !== undefined) {
        return [];
    }
    const instead = `give the size that \`image-delivery size IMAGE\` prints in the annotation ${SIZE_ANNOTATION}`;
    return [`${fields.join(" and ")} counts the pull of an image whose size is not declared; ${instead}`];
}
