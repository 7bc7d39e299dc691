// The plan of a stack, and its difference to another revision.
import { planDifference } from "../../../model/plan/difference";
import type { PlanReport } from "../../../model/plan/report";
import type { PlanResource } from "../../../model/plan/resource";
import { UsageError } from "../../../model/userError";
import { withBaseTree } from "./baseTree";
import { type Planned, runProgram } from "./program";
import { NoStackFile, readProject } from "./project";

export interface PlanRequest {
    /** Folder of Pulumi.yaml. */
    readonly folder: string;
    readonly stack: string;
    /** Revision to compare with. */
    readonly base?: string;
}

export interface PlanResult {
    readonly report: PlanReport;
    /** What the program warns of. */
    readonly warnings: readonly string[];
}

/** @throws UsageError for faults of the project, of the revision, and of either's program. */
export async function plan({ folder, stack, base }: PlanRequest): Promise<PlanResult> {
    const project = readProject(folder, stack);
    if (base === undefined) {
        const { resources, warnings } = await runProgram(project);
        return { report: { project: project.name, stack, resources }, warnings: [...warnings, ...unseen(resources)] };
    }
    return withBaseTree(folder, base, async (root) => {
        const before = runBase(root, stack, base);
        // What is deployed is what the base says: a program that reads its own stack finds the base's outputs.
        const after = runProgram(project, async () => (await before).outputs);
        // Both to their end: the folder goes away, and of two faults the one in the change is the one that its author can fix.
        const [{ resources, warnings }, old] = await bothEnded(after, before);
        const difference = planDifference(old.resources, resources);
        const report = { project: project.name, stack, resources, base, difference };
        return { report, warnings: [...warnings, ...unseen(resources)] };
    });
}

/** What the Kubernetes provider renders: a plan runs no provider. */
function unseen(resources: readonly PlanResource[]): string[] {
    return resources.flatMap(({ type, name }) => {
        const [, kind] = /^kubernetes:(?:helm\.sh|kustomize|yaml)\/v\w+:(\w+)$/.exec(type) ?? [];
        return kind === undefined
            ? []
            : [`the ${kind} "${name}" is rendered by its provider: the plan shows none of its objects`];
    });
}

async function bothEnded<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
    await Promise.allSettled([first, second]);
    return [await first, await second];
}

/** An error of the base says so: it is not the author's of the change. */
async function runBase(root: string, stack: string, base: string): Promise<Planned> {
    try {
        return await runProgram(readProject(root, stack));
    } catch (error) {
        // A stack that the change adds: all of it is added.
        if (error instanceof NoStackFile) {
            return { resources: [], outputs: {}, warnings: [] };
        }
        throw error instanceof UsageError
            ? new UsageError(`at ${base}: ${error.message.replaceAll(root, ".")}`, error.lines)
            : error;
    }
}
