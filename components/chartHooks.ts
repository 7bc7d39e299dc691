/** Hooks of Helm charts, which `helm.v4.Chart` leaves out: a migration that is one would silently not run. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type ChartHook, chartHooks } from "../model/kubernetes/chartHooks";

/** Reports the hooks of a Chart whose chart is a folder on this machine; others are rendered where nobody can look. */
export function warnOfHooks(type: string, name: string, props: Readonly<Record<string, unknown>>): void {
    const { chart } = props;
    if (type !== "kubernetes:helm.sh/v4:Chart" || typeof chart !== "string") {
        return;
    }
    const hooks = templatesOf(chart).flatMap(chartHooks);
    if (hooks.length > 0) {
        void pulumi.log.warn(
            `the Chart "${name}" leaves out the hooks of its chart: ${hooks.map(hookText).join(", ")}; turn them off by its values and say a migration as a MigrationJob, or use a Release`,
        );
    }
}

function hookText({ kind, name, hook }: ChartHook): string {
    return `${kind} ${name} (${hook})`;
}

/** Texts of all templates, those of subcharts too. */
function templatesOf(folder: string): string[] {
    const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
    return isFolder
        ? readdirSync(folder, { recursive: true, encoding: "utf8" })
              .filter((path) => /(^|[\\/])templates[\\/].*\.ya?ml$/.test(path))
              .sort()
              .map((path) => readFileSync(join(folder, path), "utf8"))
        : [];
}
