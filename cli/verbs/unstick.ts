// `image-delivery unstick`: deletes pods whose pull fails, so that their successors pull immediately, and failed Jobs by name.
import { Command } from "commander";
import { type Removal, type UnstickPlan, unstickPlan } from "../../model/pods/unstick";
import { waitingPods } from "../../model/pods/waiting";
import { UsageError } from "../../model/userError";
import { type KubernetesClient, kubernetesClient } from "../../observe/cluster/client";
import { checkAccess, type Permission } from "../../observe/cluster/cluster";
import { ClusterError } from "../../observe/cluster/errors";
import { homeNamespace } from "../../observe/cluster/namespaces";
import { jobTolerances } from "../../observe/pods/jobTolerances";
import { type RemovalResult, remove } from "../../observe/pods/removals";
import { waitingView } from "../../observe/pods/view";
import { type ClusterOptions, clusterAccess, type OutputFormat, withCluster, withOutput } from "../options/cluster";
import { confirmed } from "../terminal/confirm";
import { dataText } from "../terminal/output";
import { labelled } from "../terminal/wrap";

interface Options extends ClusterOptions {
    readonly output: OutputFormat;
    readonly dryRun?: boolean;
    readonly yes?: boolean;
}

/** What became of a removal. */
interface Outcome<Result = RemovalResult | "refused"> {
    readonly result: Result;
    /** The API server's, where it refused. */
    readonly reason?: string;
}

/** The answer of `unstick --output json`: the plan, and the outcome of each removal (`planned` with `--dry-run`). */
export interface UnstickReport extends Pick<UnstickPlan, "left"> {
    readonly removals: readonly (Removal & Outcome<Outcome["result"] | "planned">)[];
}

export function unstickCommand(): Command {
    const command = new Command("unstick")
        .description(
            "Deletes pods whose image cannot be pulled, which ends their back-off: their controller creates new ones, which pull immediately.",
        )
        .argument(
            "[name...]",
            "only these pods, the pods of these Jobs, and these Jobs themselves where they have failed",
        )
        .option("--dry-run", "say what would be deleted, and delete nothing")
        .option("--yes", "do not ask")
        .addHelpText(
            "after",
            "\nNothing is deleted by force. Exit codes: 0 done, 1 the cluster refused to delete some, 2 could not check.",
        );
    return withCluster(withOutput(command)).action(unstick);
}

async function unstick(names: string[], options: Options): Promise<void> {
    const client = await kubernetesClient(clusterAccess(options));
    const namespace = homeNamespace(client, options.namespace);
    const waiting = waitingPods(await waitingView(client, namespace));
    const plan = unstickPlan({ waiting, jobs: await jobTolerances(client, namespace), names });
    if (options.output === "table") {
        process.stdout.write(planText(plan, namespace));
    }
    const removes = plan.removals.length > 0 && !options.dryRun;
    if (removes) {
        await requireAccess(client, plan.removals, namespace);
        await requireConsent(plan.removals, options);
    }
    const removals = removes
        ? await removed(client, plan.removals, options.output)
        : plan.removals.map((removal) => ({ ...removal, result: "planned" as const }));
    if (options.output !== "table") {
        const report: UnstickReport = { removals, left: plan.left };
        process.stdout.write(dataText(report, options.output));
    }
    if (removals.some(({ result }) => result === "refused")) {
        process.exitCode = 1;
    }
}

function planText({ removals, left }: UnstickPlan, namespace: string): string {
    const nothing = `nothing in namespace ${namespace} is stuck\n`;
    return [
        removals.length === 0 && left.length === 0 ? nothing : "",
        ...removals.map(({ kind, name, why, how }) => labelled(how.padEnd(8), `${kind}/${name}: ${why}`)),
        ...left.map(({ name, why }) => labelled("leave   ", `${name}: ${why}`)),
    ].join("");
}

async function requireAccess(client: KubernetesClient, removals: readonly Removal[], namespace: string): Promise<void> {
    const wanted = new Map(
        removals.map((removal) => [`${removal.kind} ${removal.how}`, permissionFor(removal, namespace)]),
    );
    const missing = await checkAccess(client, [...wanted.values()]);
    if (missing.length > 0) {
        const spelled = missing.map(({ verb, resource, subresource, group }) =>
            [verb, [[resource, group].filter(Boolean).join("."), subresource].filter(Boolean).join("/")].join(" "),
        );
        throw new UsageError(
            `nothing was deleted: the user of ${client.cluster} may not ${spelled.join(", nor ")} in namespace "${namespace}"; ` +
                "use a context that may, or ask for a role with these permissions.",
        );
    }
}

function permissionFor({ kind, how }: Removal, namespace: string): Permission {
    if (how === "evict") {
        return { verb: "create", resource: "pods", subresource: "eviction", namespace };
    }
    return {
        verb: "delete",
        namespace,
        ...(kind === "pod" ? { resource: "pods" } : { resource: "jobs", group: "batch" }),
    };
}

async function requireConsent(removals: readonly Removal[], { yes }: Options): Promise<void> {
    if (yes) {
        return;
    }
    if (!process.stdin.isTTY) {
        throw new UsageError(
            "nothing was deleted: give --yes to delete without being asked, or --dry-run to only look.",
        );
    }
    if (!(await confirmed(`Delete ${removals.length === 1 ? "it" : `these ${removals.length}`}?`))) {
        throw new UsageError("nothing was deleted.");
    }
}

const RESULT_TEXTS: Readonly<Record<Outcome["result"], string>> = {
    removed: "deleted",
    gone: "was gone already",
    healed: "is no longer stuck, and was left",
    refused: "was not deleted: ",
};

async function removed(
    client: KubernetesClient,
    removals: readonly Removal[],
    output: OutputFormat,
): Promise<(Removal & Outcome)[]> {
    const done: (Removal & Outcome)[] = [];
    for (const removal of removals) {
        const outcome = await attempt(client, removal);
        if (output === "table") {
            const { result, reason = "" } = outcome;
            process.stdout.write(labelled("", `${removal.kind}/${removal.name} ${RESULT_TEXTS[result]}${reason}`));
        }
        done.push({ ...removal, ...outcome });
    }
    return done;
}

/** A refusal, as by a disruption budget or a webhook, is of one object: it does not keep the others from going. */
async function attempt(client: KubernetesClient, removal: Removal): Promise<Outcome> {
    try {
        return { result: await remove(client, removal) };
    } catch (error) {
        if (error instanceof ClusterError && error.code !== undefined) {
            return { result: "refused", reason: error.message };
        }
        throw error;
    }
}
