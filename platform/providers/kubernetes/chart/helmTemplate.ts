// Renders a chart with the real helm, hooks left out as Pulumi's provider leaves them out.
import { x } from "tinyexec";
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
    const settings = { signal, nodePath: false, stdin: JSON.stringify(values) };
    const helm = x("helm", [...words, "--values", "-"], settings);
    // Where helm ends before it has read the values, its exit code says so, and not the broken pipe.
    helm.process?.stdin?.on("error", () => undefined);
    const { exitCode, stdout, stderr } = await helm.then(
        (ended) => ended,
        (error: Error) => {
            throw new Error(`helm cannot be run: ${error.message}`);
        },
    );
    if (exitCode !== 0) {
        throw new Error(`helm could not render ${chart}: ${stderr.trim()}`);
    }
    return parseAllDocuments(stdout)
        .map((document) => document.toJS() as Properties | null)
        .filter((object) => object !== null);
}
