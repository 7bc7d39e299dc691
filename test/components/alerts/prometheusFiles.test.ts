// What Prometheus' own engine evaluates in platform/go/prometheus must be what the component makes.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { PullAlerts } from "../../../components/alerts/pullAlerts";
import { azure, CLUSTER, METRICS, WORKSPACE } from "../../support/azureWorld";
import { type Recorded, recorded } from "../../support/harness";

const TESTDATA = join(__dirname, "../../../platform/go/prometheus/testdata");

interface Rule {
    readonly alert: string;
    readonly expression: string;
    readonly for: string;
    readonly annotations: object;
}

function made(): Promise<Recorded> {
    return recorded(
        () =>
            void new PullAlerts("pulls", {
                resourceGroupName: "rg",
                location: "westeurope",
                clusterId: CLUSTER,
                workspaceId: WORKSPACE,
                metricsWorkspaceId: METRICS,
                images: [{ size: "650MB" }, { size: "80MB" }],
                dashboard: true,
                emails: ["ops@example.com"],
            }),
        azure(),
    );
}

/** In Prometheus' own form: the group's rules, with its durations. */
function rulesFile({ one }: Recorded): string {
    const { rules, interval } = one("PrometheusRuleGroup").inputs;
    const written = (rules as Rule[]).map(({ alert, expression, annotations, ...rule }) => ({
        alert,
        expr: expression,
        for: duration(rule.for),
        annotations,
    }));
    return stringify({ groups: [{ name: "pulls", interval: duration(interval), rules: written }] }, { lineWidth: 0 });
}

function dashboardFile({ one }: Recorded): string {
    const { properties } = one("DashboardDefinition").inputs;
    return `${JSON.stringify(JSON.parse(properties.serializedData), null, 4)}\n`;
}

/** `PT5M` as Prometheus writes it. */
function duration(text: string): string {
    const [, number, unit] = /^PT(\d+)([SMH])$/.exec(text) ?? [];
    assert.ok(number !== undefined && unit !== undefined, text);
    return `${number}${unit.toLowerCase()}`;
}

describe("what Prometheus' engine is tried on", () => {
    const files = { "rules.yaml": rulesFile, "dashboard.json": dashboardFile };
    for (const [name, textOf] of Object.entries(files)) {
        it(`is what PullAlerts makes (${name})`, async () => {
            const path = join(TESTDATA, name);
            const now = textOf(await made());
            if (process.env.UPDATE_RULES) {
                writeFileSync(path, now);
            }
            assert.equal(readFileSync(path, "utf8"), now, "UPDATE_RULES=1 writes it; then run `go test` next to it");
        });
    }
});
