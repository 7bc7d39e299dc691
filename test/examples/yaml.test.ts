import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import schema from "../../componentPackage/schema.json";
import { inputFaults } from "./pulumiSchema";

interface Program {
    readonly config: Readonly<Record<string, unknown>>;
    readonly resources: Readonly<Record<string, { type: string; properties: Record<string, unknown> }>>;
    readonly outputs: Readonly<Record<string, string>>;
}

const REFERENCE = /\$\{(\w+)(?:\.(\w+))?\}/g;

describe("the YAML example", () => {
    const text = readFileSync(join(__dirname, "../../examples/yaml/Pulumi.yaml"), "utf8");
    const { config, resources, outputs } = parse(text) as Program;
    const [shop] = Object.values(resources);

    it("gives its components what their schema asks for", () => {
        const faults = Object.values(resources).flatMap(({ type, properties }) => inputFaults(type, properties));
        assert.deepEqual(faults, []);
        assert.ok(shop);
    });

    it("refers to configuration and outputs that exist", () => {
        const known: Readonly<Record<string, { properties?: object }>> = schema.resources;
        const dangling = [...text.matchAll(REFERENCE)].filter(([, name = "", output]) => {
            const made = resources[name];
            return made === undefined ? !(name in config) : !(output && output in (known[made.type]?.properties ?? {}));
        });
        assert.deepEqual(dangling, []);
        assert.ok(Object.keys(outputs).length > 0);
    });

    it("would be told of an unknown property, a missing one, a wrong type and a wrong word", () => {
        assert.ok(shop);
        const { namespace, ...rest } = shop.properties;
        for (const [change, fault] of [
            [{ ...shop.properties, replicas: 3 }, /replicas/],
            [rest, /namespace/],
            [{ ...shop.properties, nodes: "many" }, /nodes/],
            [{ ...shop.properties, network: "fast" }, /network/],
            [{ ...shop.properties, application: { image: "shop", prot: 8080 } }, /application.*prot/],
        ] as const) {
            assert.match(inputFaults(shop.type, change).join("\n"), fault);
        }
        assert.match(inputFaults("aks-image-delivery:index:Rollout", {}).join(), /is not a component/);
    });

    it("may describe any pod, several applications and several migrations", () => {
        const workload = {
            image: "shop",
            envFrom: [{ configMap: "settings" }, { secret: "keys", prefix: "SHOP_", optional: true }],
            volumes: [
                { name: "data", claim: "data", mountPath: "/data" },
                { name: "settings", configMap: "settings", mountPath: "/settings", subPath: "web", readOnly: true },
                { name: "keys", secret: "keys", mountPath: "/keys" },
                { name: "vault", secretProviderClass: "shop-vault", mountPath: "/mnt/secrets" },
                { name: "tmp", emptyDir: { medium: "Memory", sizeLimit: "64Mi" }, mountPath: "/tmp" },
            ],
            podTemplate: { metadata: { annotations: { "dapr.io/enabled": "true" } } },
            allowPrivileges: true,
        };
        const web = { ...workload, name: "web", probeTimeoutSeconds: 5, spec: { minReadySeconds: 10 } };
        const service = { type: "LoadBalancer", port: 80, annotations: { team: "shop" } };
        const properties = {
            ...shop?.properties,
            applications: [
                { ...web, service },
                { ...workload, name: "worker" },
            ],
            migrations: [
                { ...workload, name: "schema", runSeconds: 60 },
                { ...workload, name: "reindex", after: true, backoffLimit: 2 },
            ],
        };
        assert.deepEqual(inputFaults("aks-image-delivery:index:ImageRollout", properties), []);
        for (const [wrong, fault] of [
            [{ envFrom: [{ configmap: "settings" }] }, /envFrom.*configmap/],
            [{ volumes: [{ name: "tmp", emptyDirr: {}, mountPath: "/tmp" }] }, /volumes.*emptyDirr/],
            [{ volumes: [{ name: "tmp", emptyDir: { size: "1Gi" }, mountPath: "/tmp" }] }, /emptyDir.*size/],
            [{ service: { ports: 80 } }, /service.*ports/],
            [{ probeTimeoutSeconds: "5s" }, /probeTimeoutSeconds/],
            [{ after: true }, /after/],
        ] as const) {
            const faults = inputFaults("aks-image-delivery:index:ImageRollout", {
                ...properties,
                applications: [{ ...web, ...wrong }],
            });
            assert.match(faults.join("\n"), fault);
        }
    });
});
