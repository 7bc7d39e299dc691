// A pod template as Kubernetes understands it: with its defaults filled in, lists by their keys, variables expanded.

// biome-ignore lint/suspicious/noExplicitAny: objects of Kubernetes, read deep into.
export type Loose = any;

/** Fields of a pod's security that its containers have too. */
export const INHERITED = ["runAsNonRoot", "runAsUser", "runAsGroup", "seccompProfile"];

export function effective({ metadata = {}, spec }: Loose, nameOf: (name: string) => string): Loose {
    const { containers, initContainers, volumes, serviceAccount, ...rest } = bare(spec);
    const security = rest.securityContext ?? {};
    const container = (each: Loose) => effectiveContainer(each, security);
    return {
        metadata: { labels: byPath(metadata.labels), annotations: byPath(metadata.annotations) },
        spec: {
            dnsPolicy: "ClusterFirst",
            restartPolicy: "Always",
            schedulerName: "default-scheduler",
            terminationGracePeriodSeconds: 30,
            automountServiceAccountToken: true,
            enableServiceLinks: true,
            serviceAccountName: serviceAccount ?? "default",
            ...rest,
            securityContext: Object.fromEntries(Object.entries(security).filter(([key]) => !INHERITED.includes(key))),
            ...Object.fromEntries(["hostNetwork", "hostPID", "hostIPC"].map((key) => [key, rest[key] ?? false])),
            containers: keyed(containers, ({ name }) => nameOf(name), container),
            initContainers: keyed(initContainers, ({ name }) => name, container),
            volumes: keyed(volumes, ({ name }) => name, volume),
        },
    };
}

function effectiveContainer(
    { name: _name, env, envFrom, ports, volumeMounts, ...container }: Loose,
    pod: Loose,
): Loose {
    const { resources = {}, securityContext = {}, command, args, ...rest } = container;
    const limits = texts(resources.limits);
    const inherited = Object.fromEntries(INHERITED.map((key) => [key, pod[key]]));
    const number = (name: Loose) => ports?.find((port: Loose) => port.name === name)?.containerPort ?? name;
    return {
        imagePullPolicy: "IfNotPresent",
        terminationMessagePath: "/dev/termination-log",
        terminationMessagePolicy: "File",
        ...rest,
        command: command ?? [],
        args: args ?? [],
        env: keyed(
            expanded(env, envFrom),
            ({ name }) => name,
            ({ value }) => value,
        ),
        envFrom: (envFrom ?? []).map((source: Loose) => source),
        ports: keyed(
            ports,
            ({ containerPort }) => containerPort,
            (port) => ({ protocol: "TCP", ...port }),
        ),
        volumeMounts: keyed(
            volumeMounts,
            ({ mountPath }) => mountPath,
            (mount) => ({ readOnly: false, ...mount }),
        ),
        resources: { ...resources, limits, requests: { ...limits, ...texts(resources.requests) } },
        securityContext: bare({ allowPrivilegeEscalation: true, ...inherited, ...securityContext }),
        ...Object.fromEntries(
            ["readinessProbe", "livenessProbe", "startupProbe"].map((key) => [key, probe(container[key], number)]),
        ),
    };
}

function probe(given: Loose, number: (name: Loose) => Loose): Loose {
    if (given === undefined) {
        return undefined;
    }
    const { httpGet, tcpSocket, ...rest } = given;
    return bare({
        initialDelaySeconds: 0,
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
        ...rest,
        httpGet: httpGet && { scheme: "HTTP", path: "/", ...httpGet, port: number(httpGet.port) },
        tcpSocket: tcpSocket && { ...tcpSocket, port: number(tcpSocket.port) },
    });
}

function volume({ name: _name, ...given }: Loose): Loose {
    const filled = { ...given };
    for (const source of ["configMap", "secret", "projected", "downwardAPI"]) {
        if (given[source]) {
            filled[source] = { defaultMode: 0o644, optional: false, ...given[source] };
        }
    }
    if (given.persistentVolumeClaim) {
        filled.persistentVolumeClaim = { readOnly: false, ...given.persistentVolumeClaim };
    }
    return filled;
}

/** As the kubelet does: by what stands before, and by what is imported. */
function expanded(env: Loose = [], envFrom: Loose = []): Loose[] {
    const before = new Map<string, string>();
    const imports = (key: string) => envFrom.some(({ prefix = "" }: Loose) => key.startsWith(prefix));
    return env.map(({ name, value, valueFrom }: Loose) => {
        const text =
            valueFrom === undefined ? String(value ?? "") : `<${JSON.stringify(inOrder(reference(valueFrom)))}>`;
        const resolved =
            valueFrom === undefined
                ? text.replace(/\$(\$|\(([^)]*)\))/g, (whole, what, key) =>
                      what === "$" ? "$" : (before.get(key) ?? (imports(key) ? `<imported ${key}>` : whole)),
                  )
                : text;
        before.set(name, resolved);
        return { name, value: resolved };
    });
}

function reference(valueFrom: Loose): Loose {
    return Object.fromEntries(
        Object.entries(valueFrom).map(([key, source]: Loose) => [
            key,
            key === "fieldRef" ? { apiVersion: "v1", ...source } : { optional: false, ...source },
        ]),
    );
}

function inOrder(value: Loose): Loose {
    return isMap(value)
        ? Object.fromEntries(
              Object.keys(value)
                  .sort()
                  .map((key) => [key, inOrder(value[key])]),
          )
        : value;
}

function keyed(list: Loose[] | undefined, key: (entry: Loose) => Loose, value: (entry: Loose) => Loose): Loose {
    return Object.fromEntries((list ?? []).map((entry) => [`[${key(bare(entry))}]`, value(bare(entry))]));
}

function byPath(fields: Loose = {}): Loose {
    return Object.fromEntries(
        Object.entries(fields ?? {})
            .filter(([key]) => key !== "kubectl.kubernetes.io/restartedAt")
            .map(([key, value]) => [`[${key}]`, value]),
    );
}

function texts(fields: Loose = {}): Loose {
    return Object.fromEntries(Object.entries(fields ?? {}).map(([key, value]) => [key, String(value)]));
}

/** Without null and undefined, at every depth, and empty objects and lists that are the same as none. */
function bare(value: Loose): Loose {
    if (Array.isArray(value)) {
        return value.map(bare);
    }
    if (!isMap(value)) {
        return value;
    }
    const kept = Object.entries(value)
        .map(([key, part]) => [key, bare(part)] as const)
        .filter(([key, part]) => part !== null && part !== undefined && !(NOTHING.has(key) && isEmpty(part)));
    return Object.fromEntries(kept);
}

const NOTHING = new Set([
    "affinity",
    "nodeSelector",
    "tolerations",
    "imagePullSecrets",
    "topologySpreadConstraints",
    "hostAliases",
    "capabilities",
    "drop",
    "securityContext",
    "resources",
    "limits",
    "requests",
    "strategy",
    "metadata",
]);

function isEmpty(part: Loose): boolean {
    return typeof part === "object" && Object.keys(part).length === 0;
}

export function isMap(value: Loose): boolean {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
