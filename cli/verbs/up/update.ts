// An update of a project's own program: bounded in time, and followed by what its image pulls took.

import { OperationError, openStack, stateOf } from "../../../engine/open";
import { runStack } from "../../../engine/run";
import { type DeployedImages, deployedImages } from "../../../model/kubernetes/deployedImages";
import { updateSeconds } from "../../../model/plan/updateClock";
import { UserError } from "../../../model/userError";
import { type ClusterAccess, kubernetesClient } from "../../../observe/cluster/client";
import { updatePulls } from "../../../observe/history/updatePulls";
import { progressLine } from "../../terminal/progress";
import { runProgram } from "../plan/program";
import { readProject, requireStack } from "../plan/project";
import type { UpdateReport } from "./report";

export interface UpdateRequest {
    readonly stack: string;
    /** Folder of Pulumi.yaml. */
    readonly folder: string;
    /** By default what the program's timeouts take together. */
    readonly timeoutSeconds?: number;
    /** Where to look for pulls; by default wherever the stack runs images. */
    readonly namespace?: string;
    readonly cluster: ClusterAccess;
    /** Variables of the engine. */
    readonly env: Readonly<Record<string, string>>;
    /** Hears the engine. */
    readonly onOutput: (text: string) => void;
}

/** @throws UserError when the update could not begin; one that failed is in the report. */
export async function updateStack(request: UpdateRequest): Promise<UpdateReport> {
    const { stack, folder, env, onOutput } = request;
    requireStack(folder, stack);
    const timeoutSeconds = request.timeoutSeconds ?? (await derivedSeconds(folder, stack));
    const startedAt = Date.now();
    const ended = await ending(runStack("up", { stack, workDir: folder, timeoutSeconds, env, onOutput }));
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    return {
        stack,
        result: "failure" in ended ? "failed" : "succeeded",
        ...ended,
        seconds,
        ...(timeoutSeconds !== undefined && { timeoutSeconds }),
        ...(await pullsSince(startedAt, request)),
    };
}

/** Undefined for programs that declare no timeout, and for those that only an engine can run. */
async function derivedSeconds(folder: string, stack: string): Promise<number | undefined> {
    const progress = progressLine();
    progress.show("reading the timeouts of the program");
    try {
        return updateSeconds((await runProgram(readProject(folder, stack))).resources);
    } catch (error) {
        if (error instanceof UserError) {
            // What is wrong with the program, the engine says too, and with more of it.
            return undefined;
        }
        throw error;
    } finally {
        progress.clear();
    }
}

async function ending(running: ReturnType<typeof runStack>): Promise<Pick<UpdateReport, "failure" | "changes">> {
    try {
        return { changes: (await running).changes };
    } catch (error) {
        if (error instanceof OperationError) {
            return { failure: error.message, changes: {} };
        }
        throw error;
    }
}

/** An update that succeeded did not fail just because the cluster would not report its pulls. */
async function pullsSince(
    startedAt: number,
    request: UpdateRequest,
): Promise<Pick<UpdateReport, "pulls" | "pullsUnknown">> {
    try {
        const client = await kubernetesClient(request.cluster);
        return { pulls: await updatePulls(client, await imagesOf(request), startedAt) };
    } catch (error) {
        if (error instanceof UserError) {
            return { pulls: [], pullsUnknown: error.message };
        }
        throw error;
    }
}

/** As the state has them now, also after a failure. */
async function imagesOf({ stack, folder, namespace }: UpdateRequest): Promise<DeployedImages> {
    const { deployment } = await stateOf(await openStack({ stack, workDir: folder }, false));
    const { resources = [] } = (deployment ?? {}) as { resources?: unknown[] };
    const found = deployedImages(resources);
    return namespace ? { ...found, namespaces: new Set([namespace]) } : found;
}
