// The verbs around a release: its timeouts, its pins, its pull request, and the update itself.
import type { Verb } from "./verb";

export const RELEASE_VERBS: readonly Verb[] = [
    {
        name: "timeouts",
        summary: "every timeout of a rollout, derived from the size of its image, with reasons",
        examples: [
            ["timeouts 650MB", "every timeout of a rollout, with its reason"],
            ["timeouts 2GB --from-history", "next to those that follow from this cluster's own pulls"],
        ],
        load: async () => (await import("./verbs/timeouts/timeouts")).timeoutsCommand(),
    },
    {
        name: "pin",
        summary: "writes digest, size and layers of images into a stack's file",
        examples: [
            ["pin --stack dev shop=myregistry.azurecr.io/shop:1.4.2", "the next release of a stack"],
            ["pin --stack dev --from metadata.json shop", "what a build has pushed"],
        ],
        load: async () => (await import("./verbs/pin/pin")).pinCommand(),
    },
    {
        name: "adopt",
        summary: "what runs as the arguments of a rollout, with the sizes of its images",
        examples: [
            ["adopt --deployment shop/api --job shop/migrate", "move a service and its migration into a stack"],
            ["adopt --deployment shop/api shop/worker -o json", "the same for a script"],
        ],
        load: async () => (await import("./verbs/adopt/adopt")).adoptCommand(),
    },
    {
        name: "plan",
        summary: "what a pull request changes, without a credential or a cluster",
        examples: [
            ["plan --stack prod --base origin/main", "what a branch changes"],
            ["plan --stack prod --format json", "every resource of the stack, for a script"],
        ],
        load: async () => (await import("./verbs/plan/verb")).planCommand(),
    },
    {
        name: "sizes",
        summary: "what nodes download of the images that a pull request changes",
        examples: [
            ["sizes --stack prod --base origin/main", "the difference in size and layers of each image, as Markdown"],
            ["sizes --stack prod --base HEAD~1 --platform linux/amd64", "against the last commit, for one platform"],
        ],
        load: async () => (await import("./verbs/sizes")).sizesCommand(),
    },
    {
        name: "step-timeout",
        summary: "minutes that the step of a pipeline needs for an update of a stack",
        examples: [
            ["step-timeout --stack prod", "for `timeout-minutes`, or for `timeout`"],
            ["step-timeout --stack prod --dir infra", "where the project is in a folder of its own"],
        ],
        load: async () => (await import("./verbs/stepTimeout")).stepTimeoutCommand(),
    },
    {
        name: "comment",
        summary: "writes a Markdown file as a comment of the pull request of a pipeline",
        examples: [
            ["comment plan.md --key plan-dev", "the comment of this stack, which later runs change"],
            [
                "comment plan.md --key plan-dev --pull-request 42",
                "of a pull request that the pipeline does not run for",
            ],
        ],
        load: async () => (await import("./verbs/comment/comment")).commentCommand(),
    },
    {
        name: "up",
        summary: "`pulumi up` that ends on its own, with what became of the images on each node",
        examples: [
            ["up --stack dev", "update a stack, and see what became of its images"],
            ["up --stack prod --timeout 45m -o json", "give up after a time of your own, and answer for a script"],
        ],
        load: async () => (await import("./verbs/up/up")).upCommand(),
    },
];
