// Closes two gaps of the SDK's server for programs that run in this process.
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as state from "@pulumi/pulumi/runtime/state";

/** Of the SDK, but not of its types. */
interface Internals {
    readonly waitForRPCs: () => Promise<void>;
    readonly getStore: () => { readonly terminated: boolean };
}

const internals = { ...pulumi.runtime, ...state } as unknown as Internals;

// The SDK's server takes `details` for the text of a failed call where there is a `code`; this one is what it sends anyway.
const GRPC_UNKNOWN = 2;

export function inlineProgram(program: PulumiFn): PulumiFn {
    return async () => {
        try {
            const outputs = await program();
            await expectEngine();
            return outputs;
        } catch (error) {
            // What a program throws is printed by the SDK, and again by the engine, to which it is handed as the failure of a
            // call. Its second text is a short one: a configuration with eight faults would look like one with sixteen.
            throw Object.assign(error as Error, { code: GRPC_UNKNOWN, details: "the program ended with this error" });
        }
    };
}

/**
 * A call that finds the engine unavailable makes the SDK drop all later ones, and take the program for one that ended well: then
 * the engine would delete what was not registered yet.
 */
async function expectEngine(): Promise<void> {
    await internals.waitForRPCs();
    if (internals.getStore().terminated) {
        throw new pulumi.RunError(
            "the program lost its connection to the engine before all resources were registered; nothing was deleted, run it again",
        );
    }
}
