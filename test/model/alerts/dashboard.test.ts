// The dashboard in Grafana's own form: the compiler compares it with the types that Grafana publishes.
import assert from "node:assert/strict";
import type { Dashboard, Panel, RowPanel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Dataquery } from "@grafana/grafana-foundation-sdk/prometheus";
import { pullDashboard } from "../../../model/alerts/dashboard";

/** What is written of a type: the values of its enums, and none of its methods. */
type Written<T> = T extends string
    ? `${T}`
    : T extends (...args: never[]) => unknown
      ? never
      : T extends (infer Entry)[]
        ? Written<Entry>[]
        : T extends object
          ? { [K in keyof T as K extends `_${string}` ? never : K]: Written<T[K]> }
          : T;

type WrittenPanel = Omit<Written<Exclude<Panel, RowPanel>>, "targets"> & { targets: Written<Dataquery>[] };
type WrittenDashboard = Omit<Written<Dashboard>, "panels"> & { panels: WrittenPanel[] };

const MB = 1_000_000;
const images = [
    { bytes: 650 * MB, pace: {} },
    { bytes: 80 * MB, pace: {} },
];
const registryLog = { workspaceId: "/subscriptions/s/workspaces/w", failedPulls: "ContainerRegistryRepositoryEvents" };
const titlesOf = ({ panels }: ReturnType<typeof pullDashboard>) => panels.map(({ title }) => title);

describe("the dashboard of pulls", () => {
    let plain: ReturnType<typeof pullDashboard>;

    beforeEach(() => {
        plain = pullDashboard({ title: "Image pulls", cluster: "aks-app", images });
    });

    it("is a dashboard of Grafana's", () => {
        const written = plain as Omit<typeof plain, "panels"> satisfies Omit<WrittenDashboard, "panels">;
        const panels = plain.panels.filter((panel) => "expr" in (panel.targets[0] ?? {})) as WrittenPanel[];
        assert.equal(written.schemaVersion, 39);
        assert.equal(panels.length, plain.panels.length);
        assert.deepEqual(JSON.parse(JSON.stringify(plain)), plain);
    });

    it("draws the timeout of each size class that an image is in", () => {
        const [{ targets } = { targets: [] }] = plain.panels;
        const lines = targets.map((target) => ("expr" in target ? [target.legendFormat, target.expr] : []));
        assert.deepEqual(lines.slice(1), [
            ["timeout 500MB-1GB", "vector(300)"],
            ["timeout 10MB-100MB", "vector(120)"],
        ]);
    });

    it("asks the registry's log by region only where there is one", () => {
        assert.ok(!titlesOf(plain).includes("Pulls that the registry failed, by region"));
        const withLog = pullDashboard({ title: "Image pulls", images, registryLog });
        assert.equal(titlesOf(withLog).at(-1), "Pulls that the registry failed, by region");
        assert.ok(JSON.stringify(withLog.panels.at(-1)).includes(registryLog.workspaceId));
        assert.ok(withLog.templating.list.some(({ name }) => name === "logs"));
    });

    it("asks each query by a letter of its own", () => {
        for (const { targets } of plain.panels) {
            const letters = targets.map(({ refId }) => refId);
            assert.deepEqual(letters, ["A", "B", "C"].slice(0, letters.length));
        }
    });

    it("is told by its variables where the data is, and which cluster to begin with", () => {
        const of = (settings: Partial<Parameters<typeof pullDashboard>[0]>) =>
            pullDashboard({ title: "Image pulls", images, ...settings }).templating.list;
        assert.deepEqual(
            of({ cluster: "aks-app" }).map((variable) => [variable.name, variable.type]),
            [
                ["datasource", "datasource"],
                ["cluster", "query"],
            ],
        );
        const chosen = (list: ReturnType<typeof of>) =>
            list.map((each) => ("current" in each ? each.current : undefined));
        assert.deepEqual(chosen(of({ cluster: "aks-app" })), [undefined, { text: "aks-app", value: "aks-app" }]);
        assert.deepEqual(chosen(of({})), [undefined, undefined]);
        assert.deepEqual(
            of({}).map((each) => ("query" in each ? each.query : "")),
            ["prometheus", "label_values(kube_node_info, cluster)"],
        );
        assert.equal(of({ registryLog }).at(-1)?.query, "grafana-azure-monitor-datasource");
    });

    it("asks the data source that its variable names, in each panel and query", () => {
        const withLog = pullDashboard({ title: "Image pulls", images, registryLog });
        for (const { datasource, targets } of withLog.panels) {
            assert.ok(["$datasource", "$logs"].includes(datasource.uid));
            assert.ok(targets.every((target) => target.datasource === datasource));
        }
    });

    it("knows pools by the names that AKS gives nodes", () => {
        const pooled = plain.panels.flatMap(({ targets }) =>
            targets.map((target) => ("expr" in target ? target.expr : "")),
        );
        const pattern = /"pool", "\$1", "instance", "([^"]+)"/;
        const [first, ...more] = pooled.flatMap((expr) => pattern.exec(expr)?.[1] ?? []);
        assert.deepEqual(more, [first]);
        const poolOf = (name: string) => new RegExp(`^(?:${first})$`).exec(name)?.[1];
        assert.equal(poolOf("aks-apps-12345678-vmss000001"), "apps");
        assert.equal(poolOf("aksnpwin-win1-12345678-vmss0"), "win1");
        assert.equal(poolOf("kind-worker"), undefined);
    });

    it("shows a day's part, in seconds or counts from zero", () => {
        assert.deepEqual(plain.time, { from: "now-6h", to: "now" });
        for (const { fieldConfig } of plain.panels) {
            assert.equal(fieldConfig.defaults.min, 0);
            assert.ok(["s", "short"].includes(fieldConfig.defaults.unit));
        }
    });

    it("puts no panel over another or over the edge, and numbers them", () => {
        const cells = plain.panels.flatMap(({ gridPos: { x, y, w, h } }) => {
            assert.ok([x, y].every(Number.isInteger));
            assert.ok(x >= 0 && x + w <= 24 && y >= 0);
            return Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`);
        });
        assert.equal(new Set(cells).size, cells.length);
        // No row is left out: Grafana would move up what is below it.
        const rows = Math.max(...plain.panels.map(({ gridPos: { y, h } }) => y + h));
        assert.equal(cells.length, rows * 24 - (plain.panels.length % 2) * 12 * 9);
        assert.deepEqual(
            plain.panels.map(({ id }) => id),
            plain.panels.map((_, index) => index + 1),
        );
    });
});
