// What a program asks for, as `image-delivery plan` sees it. The program runs in this process: a dozen of them, each in a process
// of its own, would load Pulumi a dozen times, which takes 20 seconds instead of 3.
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { startMonitor } from "../../cli/verbs/plan/monitor";
import { ORGANIZATION, Recording } from "../../cli/verbs/plan/recording";
import type { StackConfig } from "../../cli/verbs/plan/stackConfig";
import type { PlanResource } from "../../model/plan/resource";
import { withShortStacks } from "../support/shortStacks";

export interface InlineProgram {
    readonly project: string;
    readonly stack: string;
    readonly config: StackConfig;
    readonly run: () => unknown;
    /** Outputs of the deployed stack, for a program that reads its own. */
    readonly deployed?: Recording["outputs"];
}

export interface Desired {
    readonly resources: readonly DesiredResource[];
    readonly outputs: Recording["outputs"];
    readonly warnings: readonly string[];
}

export interface DesiredResource extends PlanResource {
    readonly order: Order;
}

/** What a plan does not show, though it is what holds a release back until its image is on the nodes. */
interface Order {
    /** Type and name of what must exist first: by `dependsOn`, or because a value comes from it. */
    readonly after: readonly string[];
    /** When its hooks run. Hooks that are not for previews, such as the gate's, are missing: the components leave them out. */
    readonly hooks: readonly string[];
    readonly provider: string;
}

/** @throws Error of the program, or what it logs as one. */
export async function desiredResources(program: InlineProgram): Promise<Desired> {
    const { project, stack, deployed } = program;
    const recording = new OrderedRecording({ project, stack, ownOutputs: async () => deployed });
    const monitor = await startMonitor(recording);
    try {
        await withoutSettings(() => withShortStacks(() => run(program, monitor.address)));
    } finally {
        monitor.stop();
    }
    if (recording.errors.length > 0) {
        throw new Error(`the program of ${project}, stack ${stack}, failed: ${recording.errors.join("\n")}`);
    }
    return { resources: recording.ordered(), outputs: recording.outputs, warnings: [...recording.warnings] };
}

class OrderedRecording extends Recording {
    private readonly orders = new Map<string, Order>();

    override async register(request: RegisterResourceRequest) {
        const answer = await super.register(request);
        this.orders.set(answer.urn, orderOf(request));
        return answer;
    }

    ordered(): DesiredResource[] {
        return this.resources().flatMap((resource) => {
            const order = this.orders.get(resource.urn);
            return order === undefined ? [] : [{ ...resource, order }];
        });
    }
}

function orderOf(request: RegisterResourceRequest): Order {
    const hooks = Object.entries(request.getHooks()?.toObject() ?? {});
    return {
        after: request.getDependenciesList().map(titleOf).sort(),
        // Not by name: names contain numbers that depend on what ran earlier in this process.
        hooks: hooks.filter(([, names]) => names.length > 0).map(([when]) => when.replace(/List$/, "")),
        provider: titleOf(request.getProvider().split("::").slice(0, -1).join("::")),
    };
}

function titleOf(urn: string): string {
    const [types = "", name = ""] = urn.split("::").slice(2);
    return `${types.split("$").at(-1)} ${name}`.trim();
}

/**
 * In Pulumi's global store, as in a process of its own. The store that the Automation API gives an inline program is out of
 * reach inside transforms, where unknown inputs would then be lost.
 */
async function run({ project, stack, config, run }: InlineProgram, address: string): Promise<void> {
    pulumi.runtime.resetOptions(project, stack, 1000, address, address, true, ORGANIZATION);
    pulumi.runtime.setAllConfig(config.values, [...config.secretKeys]);
    try {
        await pulumi.runtime.runInPulumiStack(async () => run());
        await pulumi.runtime.disconnect();
    } finally {
        // As in a new process: later tests in this one must neither see the configuration nor log to the engine.
        pulumi.runtime.resetOptions("", "", -1, "", "", false, "");
        pulumi.runtime.setAllConfig({});
    }
}

/** Providers fall back to the environment for what a program leaves out, for example to the kubeconfig of whoever runs the tests. */
async function withoutSettings(work: () => Promise<void>): Promise<void> {
    const settings = Object.entries(process.env).filter(([key]) => /^(PULUMI_|ARM_|AZURE_|KUBECONFIG$)/.test(key));
    for (const [key] of settings) {
        delete process.env[key];
    }
    try {
        await work();
    } finally {
        Object.assign(process.env, Object.fromEntries(settings));
    }
}
