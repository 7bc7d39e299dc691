// What all starts have in common: operations of the stack, the service's answer, and the clocks.
import type { PulumiFn } from "@pulumi/pulumi/automation";
import type { StackOptions } from "../engine/open";
import { runStack, type StackVerb } from "../engine/run";
import type { ClusterAccess } from "../observe/cluster/kubeconfig";
import type { RolloutConfig } from "../stack/rolloutSchema";
import { serviceAnswer } from "./answer";
import { clocksTable } from "./report";

export type Say = (text: string) => void;

/** The stack of this repository. */
export const program: PulumiFn = async () => (require("../index") as () => Promise<Record<string, unknown>>)();

/** Shows the engine's output as it comes. */
export async function operate(verb: StackVerb, options: StackOptions): Promise<void> {
    await runStack(verb, { program, ...options, onOutput: (text) => void process.stdout.write(text) });
}

/** @param access the cluster of the rollout; the platform's by default. */
export async function showRollout(rollout: RolloutConfig, say: Say, access?: ClusterAccess): Promise<void> {
    say(`\nThe service answers: ${await serviceAnswer(rollout.namespace, access)}\n`);
    say(await clocksTable(rollout, access));
}
