/** What to set in a Helm chart whose Deployment or hook is adopted, and what gives the chart the same without moving it. */
import { type Fields, fieldsAt } from "../workload/fields";

/** By the annotations that Helm 3 writes: on what a release owns its name, on hooks, which no release owns, when they run. */
export interface ChartPart {
    readonly release?: string;
    readonly hook?: string;
}

/** Undefined for an object that no chart made. */
export function chartPart(metadata: Fields): ChartPart | undefined {
    const annotations = fieldsAt(metadata, "annotations");
    const [release, hook] = ["meta.helm.sh/release-name", "helm.sh/hook"].map((key) => textAt(annotations, key));
    return release === undefined && hook === undefined
        ? undefined
        : { ...(release && { release }), ...(hook && { hook }) };
}

export interface ChartWorkload {
    readonly kind: "Deployment" | "Job";
    readonly name: string;
    readonly chart?: ChartPart;
    /** Of its main image. */
    readonly size?: string;
    readonly replicas?: number;
}

export function chartAdvice({ kind, name, chart, size = "SIZE", replicas }: ChartWorkload): string | undefined {
    if (chart === undefined) {
        return undefined;
    }
    const owner = chart.release === undefined ? "a chart" : `the Helm release ${chart.release}`;
    const settings = [`size: "${size}"`, ...(replicas === undefined ? [] : [`replicas: ${replicas}`])].join(", ");
    const transforms = `Or let it stay in the chart, which dependsOn an ImagePrepull of its image, with the transforms ifNotPresent() and derivedDeadlines({ ${settings} }).`;
    return kind === "Job"
        ? `Job ${name} is ${chart.hook === undefined ? "a part" : `a hook (${chart.hook})`} of ${owner}: set its enabled: false in the chart's values, and let the chart dependsOn the migration. ${transforms}`
        : `Deployment ${name} belongs to ${owner}, whose next upgrade brings it back: once the new one serves, set its enabled: false in the chart's values, or replicaCount: 0 where it has none. ${transforms}`;
}

function textAt(fields: Fields, key: string): string | undefined {
    const value = fields[key];
    return typeof value === "string" && value !== "" ? value : undefined;
}
