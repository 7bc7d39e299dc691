// What Prometheus' own engine evaluates in platform/go/prometheus must be what the component makes.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { PullAlerts } from "../../../components/alerts/pullAlerts";
import { azure, CLUSTER, METRICS, WORKSPACE } from "../../support/azureWorld";
import { recorded } from "../../support/harness";

const RULES = join(__dirname, "../../../platform/go/prometheus/testdata/rules.yaml");

interface Rule {
    readonly alert: string;
    readonly expression: string;
    readonly for: string;
    readonly annotations: object;
}

/** In Prometheus' own form: the group's rules, with its durations. */
async function rulesFile(): Promise<string> {
    const { one } = await recorded(
        () =>
            void new PullAlerts("pulls", {
                resourceGroupName: "rg",
                location: "westeurope",
                clusterId: CLUSTER,
                workspaceId: WORKSPACE,
                metricsWorkspaceId: METRICS,
                images: [{ size: "650MB" }, { size: "80MB" }],
                emails: ["ops@example.com"],
            }),
        azure(),
    );
    const { rules, interval } = one("PrometheusRuleGroup").inputs;
    const written = (rules as Rule[]).map(({ alert, expression, annotations, ...rule }) => ({
        alert,
        expr: expression,
        for: duration(rule.for),
        annotations,
    }));
    return stringify({ groups: [{ name: "pulls", interval: duration(interval), rules: written }] }, { lineWidth: 0 });
}

/** `PT5M` as Prometheus writes it. */
function duration(text: string): string {
    const [, number, unit] = /^PT(\d+)([SMH])$/.exec(text) ?? [];
    assert.ok(number !== undefined && unit !== undefined, text);
    return `${number}${unit.toLowerCase()}`;
}

describe("the rules that Prometheus' engine is tried on", () => {
    it("are those of PullAlerts", async () => {
        const rules = await rulesFile();
        if (process.env.UPDATE_RULES) {
            writeFileSync(RULES, rules);
        }
        assert.equal(
            readFileSync(RULES, "utf8"),
            rules,
            "UPDATE_RULES=1 writes the file; then run `go test` next to it",
        );
    });
});
