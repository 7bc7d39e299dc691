// The plan of a stack, and its difference to another revision.
import { planDifference } from "../../../model/plan/difference";
import type { PlanReport } from "../../../model/plan/report";
import { UsageError } from "../../../model/userError";
import { withBaseTree } from "./baseTree";
import { type Planned, runProgram } from "./program";
import { readProject } from "./project";

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
        return { report: { project: project.name, stack, resources }, warnings };
    }
    return withBaseTree(folder, base, async (root) => {
        const before = runBase(root, stack, base);
        // What is deployed is what the base says: a program that reads its own stack finds the base's outputs.
        const after = runProgram(project, async () => (await before).outputs);
        // Both to their end: the folder goes away, and of two faults it is the change's that its author can mend.
        const [{ resources, warnings }, old] = await bothEnded(after, before);
        const difference = planDifference(old.resources, resources);
        return { report: { project: project.name, stack, resources, base, difference }, warnings };
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
        throw error instanceof UsageError
            ? new UsageError(`at ${base}: ${error.message.replaceAll(root, ".")}`)
            : error;
    }
}
