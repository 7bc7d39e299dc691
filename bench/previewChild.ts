// One preview, measured: node previewChild.ts PROGRAM STACK FOLDER. The last line is what it cost, as JSON.
import * as path from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { runStack } from "../engine/run";
import { STATE } from "../platform/paths";
import { objects } from "./byHand";

export interface PreviewCost {
    readonly seconds: number;
    /** Of them, what the program itself took: loading its modules and declaring its resources. */
    readonly programSeconds: number;
    /** Most memory that the program's process has had. */
    readonly megabytes: number;
}

/** Where preview.ts has built the stack's program, as the package is built: the cost of a transpiler is not the package's. */
export const COMPILED = path.join(STATE, "bench", "compiled");

/** Functions, because loading is a part of the cost. */
const PROGRAMS: Readonly<Record<string, PulumiFn>> = {
    empty: async () => ({}),
    objects: () => objects({ daemonSets: 1, records: 1, deployments: 1 }),
    /** Of 16 images, which share four DaemonSets, and 8 applications. */
    manyObjects: () => objects({ daemonSets: 4, records: 16, deployments: 8 }),
    azure: async () => {
        const { RandomString } = await import("@pulumi/random");
        // The modules that the registry needs; the package's root loads all of Azure.
        const resources = await import("@pulumi/azure-native/resources");
        await import("@pulumi/azure-native/containerregistry");
        new RandomString("one", { length: 4 });
        new resources.ResourceGroup("one", {});
        return objects({ daemonSets: 1, records: 1, deployments: 1 });
    },
    stack: async () => (require(path.join(COMPILED, "index")) as { program: PulumiFn }).program(),
};

async function main(name: string, stack: string, workDir: string): Promise<void> {
    let programSeconds = 0;
    const program: PulumiFn = async () => {
        const programAt = performance.now();
        const outputs = await (PROGRAMS[name] as PulumiFn)();
        programSeconds = (performance.now() - programAt) / 1_000;
        return outputs;
    };
    let output = "";
    const onOutput = (text: string) => {
        output += text;
    };
    const startedAt = performance.now();
    try {
        await runStack("preview", { stack, workDir, program, onOutput });
    } catch (error) {
        process.stderr.write(`${output}${(error as Error).message}\n`);
        process.exit(1);
    }
    const cost: PreviewCost = {
        seconds: (performance.now() - startedAt) / 1_000,
        programSeconds,
        megabytes: process.resourceUsage().maxRSS / 1_000,
    };
    process.stdout.write(`${JSON.stringify(cost)}\n`);
}

if (require.main === module) {
    const [name = "", stack = "", workDir = ""] = process.argv.slice(2);
    void main(name, stack, workDir).then(() => process.exit(0));
}
