// The log queries: what they ask for, and what they must leave out.
import assert from "node:assert/strict";
import { failedPullsOfCluster, failedPullsOfRegistry, pullsOfCluster } from "../../../model/alerts/queries";

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
});
