/**
 * A pod template without what the API server adds to every object: only what somebody wrote is worth an argument. The values are
 * those of SetDefaults in k8s.io/kubernetes pkg/apis/core/v1, apps/v1 and batch/v1.
 */
import { type Fields, fieldsAt, isFields } from "../workload/fields";
import { cleaned, type Defaults, minus, without } from "./fields";

const PROBE: Defaults = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const CONTAINER: Defaults = { terminationMessagePath: "/dev/termination-log", terminationMessagePolicy: "File" };
const POD: Defaults = {
    dnsPolicy: "ClusterFirst",
    restartPolicy: "Always",
    schedulerName: "default-scheduler",
    terminationGracePeriodSeconds: 30,
    enableServiceLinks: true,
    hostNetwork: false,
    hostPID: false,
    hostIPC: false,
    shareProcessNamespace: false,
};
/** Mode of the files of a ConfigMap, a Secret, a projection: 0644. */
const FILE_MODE: Defaults = { defaultMode: 0o644, optional: false };

/** Written by tools into pods at every rollout or restart: no property of the application. */
const MARKS = ["kubectl.kubernetes.io/restartedAt"];

/** What the API server puts on the pods of each Job, and refuses on those of another one. */
const JOB_LABELS = ["controller-uid", "job-name"].flatMap((name) => [name, `batch.kubernetes.io/${name}`]);

export function podTemplateWithoutDefaults(template: unknown): Fields {
    const { metadata, spec } = fieldsOf(cleaned(template));
    const { labels, annotations } = fieldsOf(metadata);
    return cleaned({
        metadata: {
            labels: without(fieldsOf(labels), (key) => JOB_LABELS.includes(key)),
            annotations: without(fieldsOf(annotations), (key) => MARKS.includes(key)),
        },
        spec: podSpec(fieldsOf(spec)),
    }) as Fields;
}

/** The rest of a Deployment's or a Job's spec. */
export function specWithoutDefaults(spec: unknown, defaults: Defaults): Fields {
    const { template: _template, ...rest } = fieldsOf(cleaned(spec));
    return minus(rest, defaults);
}

export const DEPLOYMENT_DEFAULTS: Defaults = {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    minReadySeconds: 0,
    paused: false,
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
};
export const JOB_DEFAULTS: Defaults = {
    completions: 1,
    parallelism: 1,
    backoffLimit: 6,
    completionMode: "NonIndexed",
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: "TerminatingOrFailed",
};

function podSpec(spec: Fields): Fields {
    const { serviceAccount, ...rest } = minus(spec, POD);
    const containers = (key: string) => mapped(rest[key], container);
    return {
        ...rest,
        serviceAccountName: rest.serviceAccountName ?? serviceAccount,
        containers: containers("containers"),
        initContainers: containers("initContainers"),
        volumes: mapped(rest.volumes, volume),
    };
}

function container(given: Fields): Fields {
    const { readinessProbe, livenessProbe, startupProbe, ports, env, ...rest } = minus(given, CONTAINER);
    return {
        ...rest,
        readinessProbe: probe(readinessProbe),
        livenessProbe: probe(livenessProbe),
        startupProbe: probe(startupProbe),
        ports: mapped(ports, (port) => minus(port, { protocol: "TCP" })),
        env: mapped(env, variable),
        resources: quantities(rest.resources),
    };
}

function probe(given: unknown): unknown {
    if (!isFields(given)) {
        return undefined;
    }
    const { httpGet, grpc, ...rest } = minus(given, PROBE);
    return {
        ...rest,
        httpGet: isFields(httpGet) ? { path: "/", ...minus(httpGet, { scheme: "HTTP" }) } : undefined,
        grpc: isFields(grpc) ? minus(grpc, { service: "" }) : undefined,
    };
}

function variable({ name, value, valueFrom }: Fields): Fields {
    if (!isFields(valueFrom)) {
        return { name, value: value === undefined ? "" : String(value) };
    }
    const from = Object.fromEntries(
        Object.entries(valueFrom).map(([key, source]) => [
            key,
            isFields(source) ? minus(source, { optional: false, apiVersion: "v1", divisor: "0" }) : source,
        ]),
    );
    return { name, valueFrom: from };
}

function volume(given: Fields): Fields {
    const changed: Record<string, unknown> = { ...given };
    for (const source of ["configMap", "secret", "projected", "downwardAPI"]) {
        if (isFields(given[source])) {
            changed[source] = minus(fieldsAt(given, source), FILE_MODE);
        }
    }
    if (isFields(given.hostPath)) {
        changed.hostPath = minus(given.hostPath, { type: "" });
    }
    return changed;
}

/** As text, the way the components write them. */
function quantities(resources: unknown): unknown {
    if (!isFields(resources)) {
        return undefined;
    }
    const texts = (list: unknown) =>
        isFields(list)
            ? Object.fromEntries(Object.entries(list).map(([key, value]) => [key, String(value)]))
            : undefined;
    return { ...resources, limits: texts(resources.limits), requests: texts(resources.requests) };
}

function mapped(list: unknown, change: (entry: Fields) => Fields): unknown {
    return Array.isArray(list) ? list.map((entry) => change(fieldsOf(entry))) : undefined;
}

function fieldsOf(value: unknown): Fields {
    return isFields(value) ? value : {};
}
