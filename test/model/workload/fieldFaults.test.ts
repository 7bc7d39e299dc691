import assert from "node:assert/strict";
import { fieldFaults } from "../../../model/workload/fieldFaults";
import { FIELDS_TYPES, fieldKinds } from "../../../model/workload/podFields";
import { faultTexts } from "../../support/faultTexts";
import kubernetes from "./kubernetesMerge.json";

const pod = (spec: object) => faultTexts(fieldFaults({ spec }, "PodTemplateSpec"));
const container = (fields: object) => pod({ containers: [{ name: "application", ...fields }] });

/** An output, as far as model/ can tell. */
class Later {}

describe("the fields of a pod", () => {
    it("are those of Kubernetes' own types (platform/go/merge)", () => {
        const fields: Readonly<Record<string, Record<string, string>>> = kubernetes.fields;
        for (const type of FIELDS_TYPES) {
            const known = [...fieldKinds(type)].map(([name, kind]) => [name, asHere(fields[type]?.[name], kind)]);
            assert.deepEqual(Object.fromEntries(known), Object.fromEntries(fieldKinds(type)), type);
            assert.deepEqual([...fieldKinds(type).keys()], Object.keys(fields[type] ?? {}).sort(), type);
        }
    });

    it("are refused by the nearest name where they are nearly one", () => {
        assert.deepEqual(container({ volumeMount: [], workingDirectory: "/" }), [
            "spec.containers[0].volumeMount: unknown field; did you mean volumeMounts?",
        ]);
        assert.deepEqual(pod({ node_selector: {}, initcontainers: [] }), [
            "spec.node_selector: unknown field; did you mean nodeSelector?",
            "spec.initcontainers: unknown field; did you mean initContainers?",
        ]);
        assert.deepEqual(pod({ volumes: [{ name: "tmp", emptyDirr: {} }] }), [
            "spec.volumes[0].emptyDirr: unknown field; did you mean emptyDir?",
        ]);
    });

    it("may be those of a newer Kubernetes", () => {
        // As resizePolicy was next to restartPolicy before it was known.
        assert.deepEqual(pod({ hostnameSource: "a", resources: { limits: { cpu: 1 } } }), []);
        assert.deepEqual(container({ resizeStrategy: [], checkpoint: {} }), []);
    });

    it("hold text where Kubernetes takes text", () => {
        assert.deepEqual(container({ env: [{ name: "PORT", value: 8080 }], args: [true] }), [
            'spec.containers[0].env[0].value: 8080; expected text: write "8080"',
            'spec.containers[0].args[0]: true; expected text: write "true"',
        ]);
        const annotations = { "dapr.io/enabled": true };
        assert.deepEqual(faultTexts(fieldFaults({ metadata: { annotations } }, "PodTemplateSpec")), [
            'metadata.annotations["dapr.io/enabled"]: true; expected text: write "true"',
        ]);
    });

    it("hold numbers, truth, lists and objects where Kubernetes takes these", () => {
        assert.deepEqual(container({ ports: [{ containerPort: "8080" }], tty: "yes", resources: [] }), [
            'spec.containers[0].ports[0].containerPort: "8080"; expected a number',
            'spec.containers[0].tty: "yes"; expected true or false',
            "spec.containers[0].resources: []; expected an object",
        ]);
        assert.deepEqual(pod({ containers: { application: {} } }), [
            'spec.containers: {"application":{}}; expected a list',
        ]);
    });

    it("hold quantities where Kubernetes takes these", () => {
        const limits = (values: object) => container({ resources: { limits: values } });
        assert.deepEqual(
            limits({ cpu: 1, a: "0.5", b: ".5", c: "100m", d: "1Gi", e: "2e3", f: "-1", g: "128974848" }),
            [],
        );
        assert.deepEqual(limits({ memory: "256MB" }), [
            'spec.containers[0].resources.limits.memory: "256MB"; expected a quantity of Kubernetes, such as 250m, 256Mi or 1Gi',
        ]);
    });

    it("are accepted where they are taken away, directives, quantities, or not known yet", () => {
        assert.deepEqual(
            container({
                livenessProbe: null,
                resources: { limits: { cpu: 1, memory: "1Gi" }, $patch: "replace" },
                readinessProbe: { httpGet: { port: "http" } },
                startupProbe: { tcpSocket: { port: 80 } },
                command: new Later(),
                env: [{ name: "A", $patch: "delete" }, new Later()],
                args: undefined,
            }),
            [],
        );
        assert.deepEqual(fieldFaults(new Later(), "PodTemplateSpec"), []);
    });
});

/** A type that is not looked into here. */
function asHere(given: string | undefined, kind: string): string | undefined {
    return kind.endsWith("any") ? given?.replace(/\w+$/, "any") : given;
}
