import assert from "node:assert/strict";
import { chartAdvice, chartPart } from "../../../model/adopt/chart";

// What Helm 3.18 writes: pkg/action/validate.go for owned objects, the chart's own annotation for hooks.
const OWNED = {
    labels: { "app.kubernetes.io/managed-by": "Helm" },
    annotations: { "meta.helm.sh/release-name": "shop", "meta.helm.sh/release-namespace": "shop" },
};
const HOOK = { annotations: { "helm.sh/hook": "pre-install,pre-upgrade", "helm.sh/hook-weight": "1" } };

describe("a workload of a chart", () => {
    it("is known by the annotations that Helm writes, and by nothing else", () => {
        assert.deepEqual(chartPart(OWNED), { release: "shop" });
        assert.deepEqual(chartPart(HOOK), { hook: "pre-install,pre-upgrade" });
        for (const other of [{}, { annotations: null }, { labels: OWNED.labels }, { annotations: { "a/b": "c" } }]) {
            assert.equal(chartPart(other as never), undefined);
        }
    });

    it("has values to set, and transforms with its own size and replicas", () => {
        const api = { kind: "Deployment", name: "api", chart: chartPart(OWNED), size: "212MB", replicas: 3 } as const;
        const text = chartAdvice(api) ?? "";
        assert.match(text, /^Deployment api belongs to the Helm release shop, .*enabled: false.*replicaCount: 0/);
        assert.match(text, /ifNotPresent\(\) and derivedDeadlines\(\{ size: "212MB", replicas: 3 \}\)\.$/);
        const hook = chartAdvice({ kind: "Job", name: "migrate", chart: chartPart(HOOK) }) ?? "";
        assert.match(hook, /^Job migrate is a hook \(pre-install,pre-upgrade\) of a chart: set its enabled: false/);
        assert.match(hook, /derivedDeadlines\(\{ size: "SIZE" \}\)/);
        assert.equal(chartAdvice({ kind: "Job", name: "migrate" }), undefined);
    });
});
