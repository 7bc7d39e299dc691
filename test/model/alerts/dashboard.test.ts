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
    const plain = pullDashboard({ title: "Image pulls", cluster: "aks-app", images });

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

    it("puts no two panels in one place, and numbers them", () => {
        const places = plain.panels.map(({ gridPos: { x, y } }) => `${x},${y}`);
        assert.equal(new Set(places).size, places.length);
        assert.deepEqual(
            plain.panels.map(({ id }) => id),
            plain.panels.map((_, index) => index + 1),
        );
    });
});
