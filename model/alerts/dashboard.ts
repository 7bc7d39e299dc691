/** A Grafana dashboard of pulls: how long they take against their clocks, which fail and why, and what that does to releases. */
import { type AlertedImage, classClocks, PULL_DURATION, recentPulls, waitingForImages } from "./prometheus";

/** Where the registry's own log is, for the panel of its regions. */
export interface RegistryLog {
    readonly workspaceId: string;
    /** Log query that has a row for each pull that the registry failed. */
    readonly failedPulls: string;
}

export interface DashboardSettings {
    readonly title: string;
    /** The cluster that is shown first; others can be chosen. */
    readonly cluster?: string;
    /** Images whose timeouts are drawn. */
    readonly images: readonly AlertedImage[];
    readonly registryLog?: RegistryLog;
}

const PROMETHEUS = { type: "prometheus", uid: "$datasource" };
const AZURE_MONITOR = { type: "grafana-azure-monitor-datasource", uid: "$logs" };

const CLUSTER = "$cluster";

/** AKS names nodes after their pool: `aks-<pool>-<number>-vmss<instance>`. */
const POOL = (series: string) => `label_replace(${series}, "pool", "$1", "instance", "aks[a-z]*-([^-]+)-.*")`;

interface Query {
    readonly expr: string;
    readonly legend: string;
}

interface PanelText {
    readonly title: string;
    readonly description: string;
    readonly unit: "s" | "short";
}

/** As Grafana imports it. */
export function pullDashboard({ title, cluster, images, registryLog }: DashboardSettings) {
    const panels = [
        slowest(images),
        byPool(),
        failures(),
        waiting(),
        attempts(),
        missingReplicas(),
        ...(registryLog === undefined ? [] : [failuresByRegion(registryLog)]),
    ];
    return {
        title,
        uid: "image-pulls",
        description: "Image pulls on the nodes of a cluster: how long, against which timeout, and why they fail.",
        tags: ["aks-image-delivery"],
        editable: true,
        schemaVersion: 39,
        refresh: "1m",
        time: { from: "now-6h", to: "now" },
        graphTooltip: 1,
        templating: { list: variables(cluster, registryLog !== undefined) },
        annotations: { list: [] },
        panels: panels.map((panel, index) => ({ ...panel, id: index + 1, gridPos: place(index) })),
    };
}

/** Two in a row. */
function place(index: number) {
    return { h: 9, w: 12, x: (index % 2) * 12, y: Math.floor(index / 2) * 9 };
}

function variables(cluster: string | undefined, hasLogs: boolean) {
    const current = cluster === undefined ? {} : { current: { text: cluster, value: cluster } };
    const logs = { type: "datasource" as const, name: "logs", label: "Azure Monitor", query: AZURE_MONITOR.type };
    return [
        { type: "datasource" as const, name: "datasource", label: "Prometheus", query: PROMETHEUS.type },
        {
            type: "query" as const,
            name: "cluster",
            label: "Cluster",
            datasource: PROMETHEUS,
            query: "label_values(kube_node_info, cluster)",
            refresh: 1,
            ...current,
        },
        ...(hasLogs ? [logs] : []),
    ];
}

function slowest(images: readonly AlertedImage[]) {
    const text = {
        title: "Slowest pulls by size of the image",
        description: "95 of 100 pulls of the last half hour were at least this fast. The flat lines are the timeouts.",
        unit: "s",
    } as const;
    const pulls = recentPulls(PULL_DURATION, `cluster="${CLUSTER}"`);
    return graph(text, [
        {
            expr: `histogram_quantile(0.95, sum by (le, image_size_in_bytes) (${pulls}))`,
            legend: "{{image_size_in_bytes}}",
        },
        ...classClocks(images).map(({ label, seconds }) => ({
            expr: `vector(${seconds})`,
            legend: `timeout ${label}`,
        })),
    ]);
}

function byPool() {
    const text = {
        title: "Slowest pulls by node pool",
        description: "95 of 100 pulls of the last half hour were at least this fast, whatever the size of the image.",
        unit: "s",
    } as const;
    const pulls = POOL(recentPulls(PULL_DURATION, `cluster="${CLUSTER}"`));
    return graph(text, [{ expr: `histogram_quantile(0.95, sum by (le, pool) (${pulls}))`, legend: "{{pool}}" }]);
}

function failures() {
    const text = {
        title: "Containers whose image cannot be pulled, by reason",
        description: "`image-delivery status` names the cause and what to do.",
        unit: "short",
    } as const;
    return graph(text, [{ expr: `sum by (reason) (${waitingForImages(CLUSTER)})`, legend: "{{reason}}" }]);
}

function waiting() {
    const text = {
        title: "Where they are",
        description: "Containers whose image cannot be pulled, by namespace.",
        unit: "short",
    } as const;
    return graph(text, [{ expr: `count by (namespace) (${waitingForImages(CLUSTER)})`, legend: "{{namespace}}" }]);
}

function attempts() {
    const text = {
        title: "Failed attempts by node pool",
        description: "In the last half hour. One pool alone: its network, its identity or its disks.",
        unit: "short",
    } as const;
    const metric = "kubelet_runtime_operations_errors_total";
    const failed = POOL(recentPulls(metric, `cluster="${CLUSTER}",operation_type="pull_image"`));
    return graph(text, [{ expr: `sum by (pool) (${failed})`, legend: "{{pool}}" }]);
}

function missingReplicas() {
    const text = {
        title: "Replicas that are missing, by Deployment",
        description: "Wanted, and not available: what a pull that is slow or fails does to a release.",
        unit: "short",
    } as const;
    const sum = (metric: string) => `sum by (namespace, deployment) (${metric}{cluster="${CLUSTER}"})`;
    const missing = `${sum("kube_deployment_spec_replicas")} - ${sum("kube_deployment_status_replicas_available")}`;
    return graph(text, [{ expr: `(${missing}) > 0`, legend: "{{namespace}}/{{deployment}}" }]);
}

/** A replica of the registry that is behind shows in its region alone. */
function failuresByRegion({ workspaceId, failedPulls }: RegistryLog) {
    const query = `${failedPulls}\n| summarize Pulls = count() by bin(TimeGenerated, 5m), Region`;
    return {
        ...panelOf({
            title: "Pulls that the registry failed, by region",
            description: "From the registry's log. One region alone: its replica is behind, or broken.",
            unit: "short",
        }),
        datasource: AZURE_MONITOR,
        targets: [
            {
                refId: "A",
                datasource: AZURE_MONITOR,
                queryType: "Azure Log Analytics",
                azureLogAnalytics: { query, resources: [workspaceId], resultFormat: "time_series" },
            },
        ],
    };
}

function graph(text: PanelText, queries: readonly Query[]) {
    const targets = queries.map(({ expr, legend }, index) => ({
        refId: String.fromCharCode("A".charCodeAt(0) + index),
        datasource: PROMETHEUS,
        expr,
        legendFormat: legend,
        range: true,
    }));
    return { ...panelOf(text), datasource: PROMETHEUS, targets };
}

function panelOf({ title, description, unit }: PanelText) {
    return { type: "timeseries", title, description, fieldConfig: { defaults: { unit, min: 0 }, overrides: [] } };
}
