// The verbs of the command, each in a file of its own that is loaded only when it is asked for.
import type { Command } from "commander";

export interface Verb {
    readonly name: string;
    /** The verb's line in `image-delivery --help`. */
    readonly summary: string;
    readonly load: () => Promise<Command>;
}

export const VERBS: readonly Verb[] = [
    {
        name: "size",
        summary: "compressed size of an image for each platform, and the timeouts that follow",
        load: async () => (await import("./verbs/size/size")).sizeCommand(),
    },
    {
        name: "tags",
        summary: "tags of a repository",
        load: async () => (await import("./verbs/tags")).tagsCommand(),
    },
    {
        name: "manifests",
        summary: "what stands behind the tags of a repository",
        load: async () => (await import("./verbs/manifests")).manifestsCommand(),
    },
    {
        name: "status",
        summary: "pods that wait for their images, with the cause and what to do",
        load: async () => (await import("./verbs/status")).statusCommand(),
    },
    {
        name: "explain",
        summary: "what a cause means, and what to do by the kind of registry",
        load: async () => (await import("./verbs/explain")).explainCommand(),
    },
    {
        name: "watch",
        summary: "the same live: one line a pod, with progress by the size of its image",
        load: async () => (await import("./verbs/watch/watch")).watchCommand(),
    },
    {
        name: "migration",
        summary: "a migration Job: its pods, its deadline, the end of its log, and the next step",
        load: async () => (await import("./verbs/migration")).migrationCommand(),
    },
    {
        name: "unstick",
        summary: "deletes pods whose pull fails, so that they are pulled for at once, and failed Jobs by name",
        load: async () => (await import("./verbs/unstick")).unstickCommand(),
    },
    {
        name: "restart",
        summary: "restarts a workload, and says when a moved tag will still not be pulled",
        load: async () => (await import("./verbs/restart")).restartCommand(),
    },
    {
        name: "optimize",
        summary: "what makes an image large, with the saving and the line that mends it",
        load: async () => (await import("./verbs/optimize")).optimizeCommand(),
    },
    {
        name: "history",
        summary: "what past pulls took on each node, kept for longer than the cluster keeps its events",
        load: async () => (await import("./verbs/history/history")).historyCommand(),
    },
    {
        name: "timeouts",
        summary: "every timeout of a rollout, derived from the size of its image, with reasons",
        load: async () => (await import("./verbs/timeouts/timeouts")).timeoutsCommand(),
    },
    {
        name: "plan",
        summary: "what a pull request changes, without a credential or a cluster",
        load: async () => (await import("./verbs/plan/verb")).planCommand(),
    },
    {
        name: "up",
        summary: "`pulumi up` that ends by itself, with what became of the images on each node",
        load: async () => (await import("./verbs/up/up")).upCommand(),
    },
    {
        name: "test-pull",
        summary: "times a real pull on the nodes, or says why it fails",
        load: async () => (await import("./verbs/testPull/testPull")).testPullCommand(),
    },
];
