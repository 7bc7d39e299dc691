// Pods whose parts are drawn one by one, as the API server shows them: with some of its defaults.
import fc from "fast-check";
import { IMAGE, SECOND_IMAGE, type Shape } from "./shape";

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const record = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });

const name = fc.constantFrom("A", "B", "C", "D");
const source = { name: "settings", key: "k" };
const variable = fc.oneof(
    fc.record({ name, value: fc.constantFrom("", "x", "$(A)", "$$(B)", "$(C)-$(D)", "$(GONE)") }),
    fc.record({ name, valueFrom: fc.constant({ secretKeyRef: source }) }),
    fc.record({ name, valueFrom: fc.constant({ secretKeyRef: { ...source, optional: true } }) }),
    fc.record({ name, valueFrom: fc.constant({ configMapKeyRef: { ...source, optional: false } }) }),
    fc.record({ name, valueFrom: fc.constant({ fieldRef: { apiVersion: "v1", fieldPath: "status.podIP" } }) }),
);
const imported = fc.constantFrom(
    { configMapRef: { name: "all" } },
    { secretRef: { name: "all" }, prefix: "P_" },
    { secretRef: { name: "more", optional: true } },
);

const port = fc.constantFrom(
    { containerPort: 8080, protocol: "TCP" },
    { containerPort: 8080, name: "http" },
    { containerPort: 8080, name: "web" },
    { containerPort: 53, name: "dns", protocol: "UDP" },
);
const probe = fc.record({
    httpGet: fc.record({ path: fc.constantFrom("/", "/ready"), port: fc.constant(8080), scheme: fc.constant("HTTP") }),
    periodSeconds: fc.constantFrom(5, 10, 20),
    timeoutSeconds: fc.constantFrom(1, 3),
    successThreshold: fc.constant(1),
    failureThreshold: fc.constantFrom(3, 12),
});

const rights = record({
    runAsUser: fc.constantFrom(0, 1000, 1654),
    runAsGroup: fc.constantFrom(0, 1000),
    runAsNonRoot: fc.boolean(),
    seccompProfile: fc.constantFrom({ type: "RuntimeDefault" }, { type: "Unconfined" }),
});
const containerRights = fc
    .tuple(
        rights,
        record({
            allowPrivilegeEscalation: fc.boolean(),
            readOnlyRootFilesystem: fc.boolean(),
            capabilities: fc.constantFrom({ drop: ["ALL"] }, { add: ["NET_ADMIN"] }),
        }),
    )
    .map(([own, more]) => ({ ...own, ...more }));
const podRights = fc
    .tuple(rights, record({ fsGroup: fc.constantFrom(0, 2000), supplementalGroups: fc.constant([3000]) }))
    .map(([own, more]) => ({ ...own, ...more }));

const volumes = {
    settings: { configMap: { name: "settings", defaultMode: 420 } },
    script: { configMap: { name: "script", defaultMode: 493 } },
    keys: { secret: { secretName: "keys" } },
    tmp: { emptyDir: {} },
    data: { persistentVolumeClaim: { claimName: "data" } },
    vault: {
        csi: { driver: "secrets-store.csi.k8s.io", readOnly: true, volumeAttributes: { secretProviderClass: "v" } },
    },
};
const mount = fc
    .tuple(fc.constantFrom(...Object.keys(volumes)), record({ readOnly: fc.boolean(), subPath: fc.constant("x") }))
    .map(([volume, more]) => ({ name: volume, mountPath: `/mnt/${volume}`, ...more }));

const resources = record({ limits: fc.constant({ memory: "1Gi", cpu: 1 }), requests: fc.constant({ cpu: "50m" }) });
const container = record({
    command: fc.constantFrom(["run"], []),
    args: fc.constant(["--verbose"]),
    env: fc.uniqueArray(variable, { maxLength: 5, selector: (one) => one.name }),
    envFrom: fc.uniqueArray(imported, { maxLength: 2 }),
    ports: fc.uniqueArray(port, { maxLength: 2, selector: ({ containerPort }) => containerPort }),
    readinessProbe: probe,
    livenessProbe: probe,
    startupProbe: probe,
    resources,
    securityContext: containerRights,
    volumeMounts: fc.uniqueArray(mount, { maxLength: 3, selector: ({ mountPath }) => mountPath }),
    imagePullPolicy: fc.constantFrom("IfNotPresent", "Always"),
    terminationMessagePath: fc.constant("/dev/termination-log"),
    workingDir: fc.constant("/srv"),
});

const pod = fc
    .tuple(
        container,
        fc.array(container, { maxLength: 1 }),
        fc.array(container, { maxLength: 1 }),
        record({
            securityContext: podRights,
            serviceAccountName: fc.constantFrom("default", "shop"),
            automountServiceAccountToken: fc.boolean(),
            nodeSelector: fc.constant({ pool: "apps" }),
            imagePullSecrets: fc.constant([{ name: "acr" }]),
            hostNetwork: fc.boolean(),
            terminationGracePeriodSeconds: fc.constantFrom(30, 60),
        }),
    )
    .map(([first, others, init, rest]) => ({
        ...rest,
        containers: [{ name: "web", image: IMAGE, ...first }, ...others.map(named("helper"))],
        initContainers: init.map(named("wait")),
        volumes: Object.entries(volumes).map(([volume, what]) => ({ name: volume, ...what })),
    }));

function named(container: string): (fields: object) => object {
    return (fields) => ({ name: container, image: SECOND_IMAGE, ...fields });
}

const labels = fc.constantFrom({ app: "web" }, { "app.kubernetes.io/instance": "web", "app.kubernetes.io/name": "w" });

export const randomShape: fc.Arbitrary<Pick<Shape, "kind" | "spec">> = fc
    .tuple(fc.constantFrom("Deployment" as const, "Job" as const), pod, labels, maybe(fc.constant({ a: "b" })))
    .map(([kind, spec, given, annotations]) => ({
        kind,
        spec: asJson({
            template: {
                metadata: { labels: given, annotations },
                spec: kind === "Job" ? { restartPolicy: "Never", ...spec } : spec,
            },
        }),
    }));

/** As it is read from a cluster: plain objects, without what is undefined. */
function asJson(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value));
}
