// Renders a chart with the real helm, hooks left out as Pulumi's provider leaves them out.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { parseAllDocuments } from "yaml";
import type { Properties, Value } from "../../shared/values";

export interface Rendering {
    readonly release: string;
    /** Path or reference of the chart. */
    readonly chart: string;
    readonly namespace: string;
    readonly values: Value;
    readonly signal: AbortSignal;
}

/** The chart's objects. `npm start` does not build helm; who renders charts asks for the part HELM. */
export async function helmTemplate({ release, chart, namespace, values, signal }: Rendering): Promise<Properties[]> {
    const words = ["template", release, chart, "--namespace", namespace, "--no-hooks", "--include-crds"];
    const helm = spawn("helm", [...words, "--values", "-"], { signal });
    helm.stdin.on("error", () => {}).end(JSON.stringify(values));
    const ended = new Promise<number | null>((resolve, reject) => {
        helm.on("error", (error) => reject(new Error(`helm cannot be run: ${error.message}`)));
        helm.on("close", resolve);
    });
    const [code, manifest, problem] = await Promise.all([ended, text(helm.stdout), text(helm.stderr)]);
    if (code !== 0) {
        throw new Error(`helm could not render ${chart}: ${problem.trim()}`);
    }
    return parseAllDocuments(manifest)
        .map((document) => document.toJS() as Properties | null)
        .filter((object) => object !== null);
}
