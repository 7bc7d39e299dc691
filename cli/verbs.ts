// The verbs of the command, each in a file of its own that is loaded only when it is asked for.
import { RELEASE_VERBS } from "./releaseVerbs";
import type { Verb } from "./verb";
import { completionCommand } from "./verbs/completion";

export const VERBS: readonly Verb[] = [
    {
        name: "size",
        summary: "compressed size of an image for each platform, and the timeouts that follow",
        examples: [
            ["size contoso.azurecr.io/shop/api:1.4.2", "the size for each platform, and the timeouts that follow"],
            [
                "size contoso.azurecr.io/shop/api:1.4.2 --platform linux/amd64 --max 650MB",
                "fail a pipeline when the image has grown",
            ],
        ],
        load: async () => (await import("./verbs/size/size")).sizeCommand(),
    },
    {
        name: "tags",
        summary: "tags of a repository",
        examples: [
            ["tags contoso.azurecr.io/shop/api", "which tags are there"],
            ["tags contoso.azurecr.io/shop/api -o json", "the same for a script"],
        ],
        load: async () => (await import("./verbs/tags")).tagsCommand(),
    },
    {
        name: "manifests",
        summary: "platforms, sizes and digests behind the tags of a repository",
        examples: [
            ["manifests contoso.azurecr.io/shop/api", "platforms, sizes and digests of the tags"],
            ["manifests contoso.azurecr.io/shop/api --limit 200 -o yaml", "more tags, as YAML"],
        ],
        load: async () => (await import("./verbs/manifests")).manifestsCommand(),
    },
    {
        name: "status",
        summary: "pods that wait for their images, with the cause and what to do; nodes that are held back",
        examples: [
            ["status -n shop", "the pods of a namespace that wait or are stuck, and why"],
            ["status -A --nodes", "which nodes have the images of every release, and which are held back"],
        ],
        load: async () => (await import("./verbs/status/status")).statusCommand(),
    },
    {
        name: "explain",
        summary: "what a cause means, and what to do by the kind of registry",
        examples: [
            ["explain notFound", "what `not found` means, and what to do"],
            ["explain proxy --output json", "the same for a script"],
        ],
        load: async () => (await import("./verbs/explain")).explainCommand(),
    },
    {
        name: "watch",
        summary: "the same live: one line for each pod, with progress by the size of its image",
        examples: [
            ["watch -n shop", "follow a rollout"],
            ["watch -A -o json >> pulls.jsonl", "write down each change in the cluster"],
        ],
        load: async () => (await import("./verbs/watch/watch")).watchCommand(),
    },
    {
        name: "migration",
        summary: "a migration Job: its pods, its deadline, the end of its log, and the next step",
        examples: [
            ["migration migrate-db -n shop", "how the migration stands, and what to do next"],
            ["migration migrate-db -n shop --lines 100", "the same with more of its log"],
        ],
        load: async () => (await import("./verbs/migration")).migrationCommand(),
    },
    {
        name: "unstick",
        summary: "deletes pods whose pull fails, which ends their back-off, and failed Jobs by name",
        examples: [
            ["unstick -n shop --dry-run", "what would be deleted"],
            ["unstick api-7d4b9c-x2k4j -n shop --yes", "delete this pod, although a part of it runs"],
        ],
        load: async () => (await import("./verbs/unstick")).unstickCommand(),
    },
    {
        name: "restart",
        summary: "restarts a workload, and says when a moved tag will still not be pulled",
        examples: [
            ["restart deploy/api -n shop", "new pods for a Deployment"],
            ["restart ds/agent -n shop --dry-run", "say what would happen to a DaemonSet"],
        ],
        load: async () => (await import("./verbs/restart")).restartCommand(),
    },
    {
        name: "optimize",
        summary: "what makes an image large, with the saving and the line that fixes it",
        examples: [
            ["optimize contoso.azurecr.io/shop/api:1.4.2", "what makes the image large"],
            [
                "optimize contoso.azurecr.io/shop/api:1.4.2 --dockerfile src/Dockerfile",
                "the same with the lines to change",
            ],
        ],
        load: async () => (await import("./verbs/optimize")).optimizeCommand(),
    },
    {
        name: "history",
        summary: "what past pulls took on each node, kept for longer than the cluster keeps its events",
        examples: [
            ["history -A --since 7d", "what pulls took on each node, over a week"],
            ["history -n shop --html pulls.html", "a page with plots"],
        ],
        load: async () => (await import("./verbs/history/history")).historyCommand(),
    },
    {
        name: "dashboard",
        summary: "a Grafana dashboard of pulls: how long, against which timeout, and why they fail",
        examples: [
            ["dashboard 650MB 80MB > pulls.json", "a file to import, with the timeouts of these images"],
            ["dashboard 2GB --cluster aks-shop --network slow", "show a cluster first, where the registry is far away"],
        ],
        load: async () => (await import("./verbs/dashboard")).dashboardCommand(),
    },
    {
        name: "mirror",
        summary: "commands that bring the images of this package's own pods into your registry",
        examples: [
            ["mirror myregistry.azurecr.io/image-delivery", "by import or by cache rule, as the registry allows"],
            ["mirror registry.example.com/infra --by copy -o json", "copy them with docker; as data"],
        ],
        load: async () => (await import("./verbs/mirror")).mirrorCommand(),
    },
    ...RELEASE_VERBS,
    {
        name: "test-pull",
        summary: "times a real pull on the nodes, or says why it fails",
        examples: [
            ["test-pull contoso.azurecr.io/shop/api:1.4.2", "time a pull on a node that the scheduler chooses"],
            [
                "test-pull contoso.azurecr.io/shop/api:1.4.2 --each-pool -n shop",
                "compare the node pools, and how far it came",
            ],
        ],
        load: async () => (await import("./verbs/testPull/testPull")).testPullCommand(),
    },
    {
        name: "completion",
        summary: "prints a script that completes commands in bash, zsh, fish or PowerShell",
        examples: [
            ["completion bash > /etc/bash_completion.d/image-delivery", "for all users of this machine"],
            ["completion zsh >> ~/.zshrc", "in each new shell of yours"],
        ],
        load: async () => completionCommand(),
    },
];
