import assert from "node:assert/strict";
import fc from "fast-check";
import { cleaned, minus } from "../../../model/adopt/fields";
import { podTemplateWithoutDefaults, specWithoutDefaults } from "../../../model/adopt/kubernetesDefaults";
import type { Fields } from "../../../model/workload/fields";

/** What is left of a pod with one container and one volume. */
function left(container: Fields, volume: Fields = {}, pod: Fields = {}) {
    const spec = { containers: [container], volumes: [volume], ...pod };
    const template = podTemplateWithoutDefaults({ spec }) as { spec: { containers: Fields[]; volumes?: Fields[] } };
    const { containers, volumes, ...others } = template.spec;
    return { container: containers[0], volume: volumes?.[0], pod: others };
}

describe("a pod template as somebody wrote it", () => {
    const probe = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
    const containers: [string, Fields, Fields][] = [
        [
            "where its messages end",
            { terminationMessagePath: "/dev/termination-log", terminationMessagePolicy: "File" },
            {},
        ],
        [
            "the protocol of a port",
            { ports: [{ containerPort: 80, protocol: "TCP" }] },
            { ports: [{ containerPort: 80 }] },
        ],
        ["the pace of a probe", { readinessProbe: { ...probe, exec: {} } }, { readinessProbe: { exec: {} } }],
        [
            "the scheme of a probe",
            { livenessProbe: { httpGet: { port: 1, scheme: "HTTP" } } },
            { livenessProbe: { httpGet: { path: "/", port: 1 } } },
        ],
        [
            "the service of a probe",
            { startupProbe: { grpc: { port: 1, service: "" } } },
            { startupProbe: { grpc: { port: 1 } } },
        ],
        ["an empty text", { env: [{ name: "A" }] }, { env: [{ name: "A", value: "" }] }],
        [
            "where a variable comes from",
            { env: [{ name: "A", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "x" } } }] },
            { env: [{ name: "A", valueFrom: { fieldRef: { fieldPath: "x" } } }] },
        ],
        ["how amounts are written", { resources: { limits: { cpu: 1 } } }, { resources: { limits: { cpu: "1" } } }],
    ];
    for (const [what, given, wanted] of containers) {
        it(`does not say ${what} where that is Kubernetes' default`, () => {
            assert.deepEqual(left({ name: "api", ...given }).container, { name: "api", ...wanted });
        });
    }

    it("keeps what differs from the defaults", () => {
        const other = {
            ports: [{ containerPort: 53, protocol: "UDP" }],
            terminationMessagePolicy: "FallbackToLogsOnError",
        };
        assert.deepEqual(left(other).container, other);
        const pod = { dnsPolicy: "Default", terminationGracePeriodSeconds: 60 };
        assert.deepEqual(left({}, {}, { ...pod, hostNetwork: false, restartPolicy: "Always" }).pod, pod);
        assert.deepEqual(left({}, {}, { serviceAccount: "web" }).pod, { serviceAccountName: "web" });
        assert.deepEqual(left({}, {}, { serviceAccount: "old", serviceAccountName: "web" }).pod, {
            serviceAccountName: "web",
        });
    });

    const volumes: [Fields, Fields][] = [
        ...["configMap", "secret", "projected", "downwardAPI"].map((kind): [Fields, Fields] => [
            { [kind]: { defaultMode: 0o644, optional: false, x: 1 } },
            { [kind]: { x: 1 } },
        ]),
        [{ secret: { defaultMode: 0o400 } }, { secret: { defaultMode: 0o400 } }],
        [{ hostPath: { path: "/x", type: "" } }, { hostPath: { path: "/x" } }],
        [{ hostPath: { path: "/x", type: "Directory" } }, { hostPath: { path: "/x", type: "Directory" } }],
    ];
    it("does not say the usual mode of a volume", () => {
        for (const [given, wanted] of volumes) {
            assert.deepEqual(left({}, { name: "v", ...given }).volume, { name: "v", ...wanted });
        }
    });

    it("has no marks of tools, and no labels of its Job", () => {
        const metadata = {
            labels: { app: "x", "job-name": "y", "batch.kubernetes.io/controller-uid": "z" },
            annotations: { "kubectl.kubernetes.io/restartedAt": "now", note: "x" },
        };
        const template = podTemplateWithoutDefaults({ metadata, spec: {} });
        assert.deepEqual(template.metadata, { labels: { app: "x" }, annotations: { note: "x" } });
        assert.deepEqual(podTemplateWithoutDefaults("none"), { spec: {} });
        const spec = { template: {}, replicas: 2, paused: false, strategy: {} };
        assert.deepEqual(specWithoutDefaults(spec, { paused: false, replicas: 1 }), { replicas: 2 });
    });
});

describe("an object without what says nothing", () => {
    it("has no nulls and no empty lists and objects, except an emptyDir", () => {
        const given = { a: null, b: undefined, c: 0, d: "", labels: {}, env: [], emptyDir: {}, limits: { x: null } };
        assert.deepEqual(cleaned(given), { c: 0, d: "", emptyDir: {} });
        assert.deepEqual(cleaned([{ args: [] }, { args: ["x"], metadata: { labels: {} } }, 1]), [
            {},
            { args: ["x"] },
            1,
        ]);
        assert.deepEqual(cleaned({ labels: "text" }), { labels: "text" });
    });

    it("is the same when it is cleaned again", () => {
        fc.assert(fc.property(fc.jsonValue(), (value) => assert.deepEqual(cleaned(cleaned(value)), cleaned(value))));
    });

    it("differs from its default whatever the order of the fields, and only by its values", () => {
        const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", list: [{ a: 1, b: 2 }] } };
        const other = { rollingUpdate: { list: [{ b: 2, a: 1 }], maxSurge: "25%" }, type: "RollingUpdate" };
        assert.deepEqual(minus({ strategy: other, x: 1 }, { strategy, y: 1 }), { x: 1 });
        const changed = { ...other, rollingUpdate: { list: [{ b: 2, a: 2 }], maxSurge: "25%" } };
        assert.deepEqual(minus({ strategy: changed }, { strategy }), { strategy: changed });
        assert.deepEqual(minus({ list: [1, 2] }, { list: [2, 1] }), { list: [1, 2] });
    });
});
