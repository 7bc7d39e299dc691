/** Hooks of Helm charts, which `helm.v4.Chart` leaves out: a migration that is one would silently not run. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type ChartHook, chartHooks } from "../model/kubernetes/chartHooks";
import { isFields } from "../model/workload/fields";

/** Reports the hooks of a Chart whose chart is a folder on this machine; others are rendered where nobody can look. */
export function warnOfHooks(type: string, name: string, props: Readonly<Record<string, unknown>>): void {
    const { chart, values } = props;
    if (type !== "kubernetes:helm.sh/v4:Chart" || typeof chart !== "string") {
        return;
    }
    const hooks = templatesOf(chart).flatMap((path) => hooksOf(chart, path, values));
    if (hooks.length > 0) {
        void pulumi.log.warn(
            `the Chart "${name}" leaves out the hooks of its chart: ${hooks.map(hookText).join(", ")}; turn them off in its values and write a migration as a MigrationJob, or use a Release`,
        );
    }
}

function hookText({ kind, name, hook }: ChartHook): string {
    return `${kind} ${name} (${hook})`;
}

/** Without those that the values turn off: the Chart's, then those of the chart, of its subchart, and so on. */
function hooksOf(chart: string, template: string, values: unknown): ChartHook[] {
    const subcharts = [...template.matchAll(/(?:^|[\\/])charts[\\/]([^\\/]+)/g)].map(([, name = ""]) => name);
    const defaults = [chart, ...subcharts].map((_, depth) => {
        const folders = subcharts.slice(0, depth).flatMap((name) => ["charts", name]);
        return valueAt(defaultsOf(join(chart, ...folders)), subcharts.slice(depth));
    });
    const hooks = chartHooks(readFileSync(join(chart, template), "utf8"));
    return hooks.filter(({ onlyIf }) => !isFalse(onlyIf, [valueAt(values, subcharts), ...defaults]));
}

/** True where the first of the values that says anything at the path says `false`. */
function isFalse(path: readonly string[] | undefined, values: readonly unknown[]): boolean {
    const said = path && values.map((each) => valueAt(each, path)).find((value) => value !== undefined);
    return said === false;
}

/** What is not known yet, on the way too, is returned as it is. */
function valueAt(values: unknown, path: readonly string[]): unknown {
    return path.reduce((value, key) => (isFields(value) ? value[key] : value), values);
}

function defaultsOf(folder: string): unknown {
    const file = join(folder, "values.yaml");
    if (!existsSync(file)) {
        return undefined;
    }
    // Loaded where a chart has hooks: no other program needs it.
    const { parse } = require("yaml") as typeof import("yaml");
    return parse(readFileSync(file, "utf8"));
}

/** Paths of all templates, those of subcharts too. */
function templatesOf(folder: string): string[] {
    const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
    return isFolder
        ? readdirSync(folder, { recursive: true, encoding: "utf8" })
              .filter((path) => /(^|[\\/])templates[\\/].*\.ya?ml$/.test(path))
              .sort()
        : [];
}
