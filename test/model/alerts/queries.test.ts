// The log queries: what they ask for, and what they must leave out.
import assert from "node:assert/strict";
import {
    failedPullsOfCluster,
    failedPullsOfHeldNodes,
    failedPullsOfRegistry,
    pullsOfCluster,
} from "../../../model/alerts/queries";

describe("failedPullsOfCluster", () => {
    it("asks for failed pulls of that cluster", () => {
        assert.equal(
            failedPullsOfCluster("/subscriptions/s/aks-1"),
            `KubeEvents
| where ClusterId =~ "/subscriptions/s/aks-1"
| where Reason == "Failed" and Message startswith "Failed to pull image"
| project TimeGenerated, Namespace, Pod = Name, Node = Computer, Reason, Message`,
        );
    });
});

describe("failedPullsOfHeldNodes", () => {
    it("asks for failed pulls on nodes with a pod of the hold, with node, image and cause", () => {
        assert.equal(
            failedPullsOfHeldNodes("/subscriptions/s/aks-1"),
            `KubeEvents
| where ClusterId =~ "/subscriptions/s/aks-1"
| where Reason == "Failed" and Message startswith "Failed to pull image"
| where Computer in ((KubePodInventory | where ClusterId =~ "/subscriptions/s/aks-1" | where PodLabel has "node-warmup" | distinct Computer))
| extend Image = extract(@'image "([^"]+)"', 1, Message), Cause = trim(@"\\s+", extract("([^:]*)$", 1, Message))
| project TimeGenerated, Node = Computer, Image, Cause, Namespace, Pod = Name, Message`,
        );
    });
});

describe("failedPullsOfRegistry", () => {
    it("asks for failed pulls by region, without the 401 that every pull begins with", () => {
        assert.equal(
            failedPullsOfRegistry("/subscriptions/s/acr1"),
            `ContainerRegistryRepositoryEvents
| where _ResourceId =~ "/subscriptions/s/acr1"
| where OperationName == "Pull"
| extend Status = toint(extract(@"\\b([45]\\d\\d)\\b", 1, ResultDescription))
| where isnotnull(Status) and Status != 401
| project TimeGenerated, Region, Repository, Tag, Digest, Status, Milliseconds = toreal(DurationMs)`,
        );
    });

    it("keeps a quotation mark inside its text", () => {
        assert.ok(failedPullsOfRegistry('a"b').includes('=~ "a\\"b"'));
    });
});

describe("pullsOfCluster", () => {
    it("asks for finished pulls of the pods of that cluster", () => {
        assert.equal(
            pullsOfCluster({ name: "aks-shop" }),
            `KubeEvents
| where ClusterName =~ "aks-shop"
| where ObjectKind == "Pod" and Reason == "Pulled" and Message startswith "Successfully pulled image"
| project LastSeen, ClusterId, Namespace, Pod = Name, Node = Computer, Message`,
        );
    });

    it("asks by the cluster's id where it is known: a name may be that of two clusters", () => {
        const [byName, byId] = [pullsOfCluster({ name: "a" }), pullsOfCluster({ name: "a", id: "/subscriptions/s/a" })];
        assert.equal(byId, byName.replace('ClusterName =~ "a"', 'ClusterId =~ "/subscriptions/s/a"'));
    });
});
