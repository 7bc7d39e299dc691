// The objects of a rollout written by hand, with the fields that they have there: what a preview of them costs without gate, checks
// and clocks.
import { KUBECONFIG } from "../platform/paths";

interface Counts {
    readonly daemonSets: number;
    readonly records: number;
    readonly deployments: number;
}

export async function objects(counts: Counts): Promise<void> {
    const { Provider, apps, batch, core } = await import("@pulumi/kubernetes");
    const options = { provider: new Provider("cluster", { kubeconfig: KUBECONFIG }) };
    const each = <Made>(count: number, make: (name: string) => Made) =>
        Array.from({ length: count }, (_, index) => make(`bench-${index}`));
    const daemonSets = each(
        counts.daemonSets,
        (name) =>
            new apps.v1.DaemonSet(
                name,
                {
                    metadata: metadata(name),
                    spec: { ...selected(name), template: holding(name, counts.records / counts.daemonSets) },
                },
                options,
            ),
    );
    const data = { reference: "bench", digest: "bench", size: "30000000", selection: "bench" };
    const records = each(
        counts.records,
        (name) =>
            new core.v1.ConfigMap(name, { metadata: metadata(name), data }, { ...options, dependsOn: daemonSets }),
    );
    const spec = {
        activeDeadlineSeconds: 900,
        backoffLimit: 0,
        template: running("bench", { restartPolicy: "Never" }),
    };
    const migration = new batch.v1.Job(
        "bench",
        { metadata: metadata("bench"), spec },
        { ...options, dependsOn: records },
    );
    each(
        counts.deployments,
        (name) =>
            new apps.v1.Deployment(
                name,
                { metadata: metadata(name), spec: { ...selected(name), template: running(name, {}) } },
                { ...options, dependsOn: [...records, migration] },
            ),
    );
}

const labels = (name: string) => ({
    "app.kubernetes.io/name": "bench",
    "app.kubernetes.io/instance": name,
    "app.kubernetes.io/managed-by": "pulumi",
});
const metadata = (name: string) => ({
    name,
    namespace: "default",
    labels: labels(name),
    annotations: {
        "pulumi.com/patchFieldManager": "bench",
        "example.com/owner": "bench",
        "pulumi.com/skipAwait": "true",
    },
});
const selected = (name: string) => ({ selector: { matchLabels: labels(name) } });
const pod = (name: string, more: object) => ({
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1654, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
        {
            name,
            image: "bench",
            imagePullPolicy: "IfNotPresent",
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
            resources: { requests: { cpu: "10m", memory: "64Mi" } },
            ...more,
        },
    ],
});
const running = (name: string, more: object) => {
    const volumeMounts = [{ name: "database", mountPath: "/data" }];
    const probe = { httpGet: { path: "/healthz", port: "http" }, periodSeconds: 5 };
    const container = { args: ["serve"], env: [{ name: "DATABASE", value: "/data/sample.db" }], volumeMounts };
    const serving =
        "restartPolicy" in more ? {} : { ports: [{ name: "http", containerPort: 8080 }], readinessProbe: probe };
    const volumes = [{ name: "database", persistentVolumeClaim: { claimName: "database" } }];
    return {
        metadata: { labels: labels(name) },
        spec: { ...pod(name, { ...container, ...serving }), volumes, ...more },
    };
};
const holding = (name: string, images: number) => {
    const volumes = Array.from({ length: images }, (_, index) => ({
        name: `image-${index + 1}`,
        image: { reference: "bench", pullPolicy: "IfNotPresent" },
    }));
    const volumeMounts = volumes.map((volume) => ({ name: volume.name, mountPath: `/${volume.name}`, readOnly: true }));
    return { metadata: { labels: labels(name) }, spec: { ...pod(name, { volumeMounts }), volumes } };
};
