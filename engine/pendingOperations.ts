// Operations that a killed update left open. The engine warns of them at every later update, until somebody clears them by hand.
import type { Deployment, Stack } from "@pulumi/pulumi/automation";
import { x } from "tinyexec";

interface Recorded {
    readonly urn: string;
}

interface Pending {
    readonly resource: Recorded;
}

/** The engine's warning, in what an update prints. */
const WARNING = /with \d+ pending operations from previous deployment/;

export function warnsOfPendingOperations(output: string): boolean {
    return WARNING.test(output);
}

/**
 * Clears what an update that succeeded has settled, and returns the resources: those that the stack holds again, under the same
 * urn. Whatever it does not hold may exist without it, so its warning stays.
 */
export async function clearSettledOperations(stack: Stack): Promise<string[]> {
    const { settled, rest } = settledOperations(JSON.parse(await pulumi(stack, "export")));
    if (settled.length > 0) {
        await pulumi(stack, "import", JSON.stringify(rest));
    }
    return settled;
}

/** Not by the SDK, which exports secrets in the clear, and imports them from a file that everybody may read. */
async function pulumi({ name, workspace }: Stack, verb: "export" | "import", input?: string): Promise<string> {
    const { pulumiCommand, workDir: cwd, pulumiHome, envVars } = workspace;
    const env = { ...(pulumiHome !== undefined && { PULUMI_HOME: pulumiHome }), ...envVars };
    const words = ["stack", verb, "--stack", name, "--non-interactive"];
    const options = { nodePath: false, throwOnError: true, stdin: input, nodeOptions: { cwd, env } };
    const running = x(pulumiCommand.command, words, options);
    // An engine that ends before it has read the state is judged by its exit code, not by the broken pipe.
    running.process?.stdin?.on("error", () => undefined);
    return (await running).stdout;
}

export function settledOperations(exported: Deployment): { readonly settled: string[]; readonly rest: Deployment } {
    const { resources = [], pending_operations: pending = [] } = (exported.deployment ?? {}) as {
        readonly resources?: readonly Recorded[];
        readonly pending_operations?: readonly Pending[];
    };
    const held = new Set(resources.map(({ urn }) => urn));
    const open = pending.filter(({ resource }) => !held.has(resource.urn));
    const settled = pending.map(({ resource }) => resource.urn).filter((urn) => held.has(urn));
    return { settled, rest: { ...exported, deployment: { ...exported.deployment, pending_operations: open } } };
}

export function clearedNotice(urns: readonly string[]): string {
    const names = [...new Set(urns.map((urn) => urn.split("::").at(-1)))].join(", ");
    return `An update that was killed left operations open: ${names}. The stack holds what they were about again, so they are cleared.\n`;
}
