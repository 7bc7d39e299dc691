import assert from "node:assert/strict";
import { NO_POOL, poolOf, pools } from "../../../model/testPull/pools";
import { node } from "../../support/gateView";

const labelled = (name: string, labels: Record<string, string>) => ({ facts: { ...node(name), labels } });

describe("the pool of a node", () => {
    const made: [string, Record<string, string>, string | undefined][] = [
        ["AKS", { "kubernetes.azure.com/agentpool": "user", agentpool: "old" }, "user"],
        ["AKS, by its older label", { agentpool: "user" }, "user"],
        ["GKE", { "cloud.google.com/gke-nodepool": "large" }, "large"],
        ["EKS", { "eks.amazonaws.com/nodegroup": "group" }, "group"],
        ["Karpenter", { "karpenter.sh/nodepool": "spot" }, "spot"],
        ["DigitalOcean", { "doks.digitalocean.com/node-pool": "pool-1" }, "pool-1"],
        ["nobody", { "kubernetes.io/os": "linux" }, undefined],
        ["an empty label", { agentpool: "" }, undefined],
    ];
    for (const [maker, labels, pool] of made) {
        it(`is known from the labels of ${maker}`, () => {
            assert.equal(poolOf(labelled("n", labels).facts), pool);
        });
    }
});

describe("the pools of a cluster", () => {
    it("are sorted by name, with all their nodes in order, and the nodes without one at the end", () => {
        const nodes = [
            labelled("n1", {}),
            labelled("n2", { agentpool: "user" }),
            labelled("n3", { agentpool: "system" }),
            labelled("n4", { agentpool: "user" }),
            labelled("n5", {}),
            labelled("n6", { agentpool: "~last" }),
        ];
        for (const order of [nodes, [...nodes].reverse()]) {
            const found = [...pools(order)].map(([pool, its]) => [pool, its.map(({ facts }) => facts.name).sort()]);
            assert.deepEqual(found, [
                ["system", ["n3"]],
                ["user", ["n2", "n4"]],
                ["~last", ["n6"]],
                [NO_POOL, ["n1", "n5"]],
            ]);
        }
    });
});
