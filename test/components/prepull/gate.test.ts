import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ImagePrepull } from "../../../components/prepull/imagePrepull";
import { Network } from "../../../model/timeouts/pullTime";
import { fakeCluster, IMAGE_KEY, PULLED, realCluster } from "../../support/fixtures";
import { failed, recorded } from "../../support/harness";
import { PINNED_IMAGE } from "../../support/images";

const NOT_FOUND = "pre-pull of zoneapi: node aks-7: not found";

describe("the gate of an ImagePrepull", () => {
    afterEach(realCluster);

    it("asks the cluster of the rollout for this image on these nodes, with the chain's clock", async () => {
        const asked = fakeCluster();
        const args = {
            ...PULLED,
            nodeSelector: { agentpool: "apps" },
            tolerations: [{ key: "dedicated", operator: "Exists" }],
            quorum: 0.9,
            allowZeroNodes: true,
            cluster: { kubeconfig: pulumi.secret("apiVersion: v1\n"), context: "aks-prod" },
            pullAdvice: pulumi.output("Ask the owner of the registry."),
            startupTaint: "example.com/cold",
        };
        // As a provider answers, which knows the object in its own cluster.
        const outputs = ({ inputs, type }: pulumi.runtime.MockResourceArgs) =>
            type === "kubernetes:apps/v1:DaemonSet" ? { metadata: { ...inputs.metadata, uid: "uid-of-api" } } : {};
        await recorded(() => new ImagePrepull("api", args), { outputs });
        assert.equal(asked.waitForPrepull.length, 1);
        const [{ onProgress, onWarning, gate, ...options }] = asked
            .waitForPrepull[0] as (typeof asked.waitForPrepull)[0];
        assert.deepEqual(options, {
            access: { kubeconfig: "apiVersion: v1\n", context: "aks-prod" },
            namespace: "shop",
            daemonSet: `api-${IMAGE_KEY}`,
            daemonSetUid: "uid-of-api",
            others: [],
            image: PINNED_IMAGE,
            selection: { nodeSelector: { agentpool: "apps" }, tolerations: [{ key: "dedicated", operator: "Exists" }] },
            startupTaint: "example.com/cold",
            quorum: 0.9,
            allowZeroNodes: true,
            declaredNodes: 100,
            pullMostSeconds: 300,
            advice: {
                tokenRefused: "Ask the owner of the registry.",
                noCredential: "Ask the owner of the registry.",
                unauthorized: "Ask the owner of the registry.",
            },
        });
        assert.equal(gate.seconds, 1312);
        assert.equal(typeof onProgress, "function");
        assert.equal(typeof onWarning, "function");
    });

    for (const [size, network, seconds] of [
        ["150MB", Network.Normal, 60],
        ["400MB", Network.Normal, 120],
        ["400MB", Network.Slow, 240],
        ["650MB", Network.Normal, 300],
    ] as const) {
        it(`counts down what a healthy pull of ${size} takes on a ${network} network: ${seconds} s`, async () => {
            const asked = fakeCluster();
            await recorded(() => new ImagePrepull("api", { ...PULLED, size, network }));
            assert.equal(asked.waitForPrepull[0]?.[0].pullMostSeconds, seconds);
        });
    }

    it("wants every node, and at least one, by default, and has general advice", async () => {
        const asked = fakeCluster();
        await recorded(() => new ImagePrepull("api", PULLED));
        const [options] = asked.waitForPrepull[0] as (typeof asked.waitForPrepull)[0];
        assert.deepEqual([options.quorum, options.allowZeroNodes, options.advice], [1, false, {}]);
    });

    it("holds back what depends on the image until it opens", async () => {
        const order: string[] = [];
        fakeCluster({
            waitForPrepull: async () => {
                await new Promise((resolve) => setImmediate(resolve));
                order.push("gate");
                return { warm: 1, total: 1, left: [] };
            },
        });
        await recorded(
            () => {
                const prepull = new ImagePrepull("api", PULLED);
                new k8s.core.v1.ConfigMap("by-dependency", {}, { dependsOn: prepull });
                new k8s.core.v1.ConfigMap("by-value", { data: { image: prepull.image } });
            },
            {
                outputs: ({ name }) => {
                    order.push(name);
                    return {};
                },
            },
        );
        assert.ok(order.indexOf("gate") < order.indexOf("by-dependency"), order.join());
        assert.ok(order.indexOf("gate") < order.indexOf("by-value"), order.join());
    });

    it("fails the update with its own text, and nothing that depends on the image is made", async () => {
        fakeCluster({ waitForPrepull: () => Promise.reject(new Error(NOT_FOUND)) });
        const { text, resources } = await failed(() => {
            const prepull = new ImagePrepull("api", PULLED);
            new k8s.core.v1.ConfigMap("by-dependency", {}, { dependsOn: prepull });
            new k8s.core.v1.ConfigMap("by-value", { data: { image: prepull.image } });
        });
        assert.ok(text.includes(`before hook "prepull-gate:api`), text);
        assert.ok(text.endsWith(NOT_FOUND), text);
        const made = resources.map(({ type, name }) => `${type} ${name}`);
        assert.deepEqual(made, ["aks-image-delivery:index:ImagePrepull api", "kubernetes:apps/v1:DaemonSet api"]);
    });

    it("is asked again when the record changes, as for other nodes", async () => {
        fakeCluster();
        const { beforeCreate, beforeUpdate } = (await recorded(() => new ImagePrepull("api", PULLED))).one(
            "ConfigMap",
        ).hooks;
        assert.equal(beforeCreate.length, 1);
        assert.deepEqual(beforeUpdate, beforeCreate);
    });

    it("is never bound in a preview", async () => {
        const asked = fakeCluster();
        const { hooks, one } = await recorded(() => new ImagePrepull("api", PULLED), { preview: true });
        assert.equal(hooks.size, 0);
        assert.deepEqual(one("ConfigMap").hooks, { beforeCreate: [], beforeUpdate: [], onError: [] });
        assert.equal(asked.waitForPrepull.length, 0);
    });

    it("has a name of its own for two components of one name", async () => {
        fakeCluster();
        const { hooks } = await recorded(() => {
            const parent = new pulumi.ComponentResource("test:index:Group", "group");
            new ImagePrepull("api", PULLED);
            new ImagePrepull("api", PULLED, { parent });
        });
        const gates = [...hooks.keys()].filter((name) => name.startsWith("prepull-gate"));
        assert.equal(new Set(gates).size, 2);
    });

    it("waits as a part of the program, though it is called from outside of it", async () => {
        const context = new AsyncLocalStorage<string>();
        let seen: string | undefined;
        fakeCluster({
            waitForPrepull: async () => {
                seen = context.getStore();
                return { warm: 1, total: 1, left: [] };
            },
        });
        const program = () => context.run("program", () => new ImagePrepull("api", PULLED));
        const { hooks } = await recorded(program);
        const hook = [...hooks].find(([name]) => name.startsWith("prepull-gate"))?.[1] as pulumi.ResourceHook;
        seen = undefined;
        await hook?.callback({ urn: "", id: "", name: "api", type: "kubernetes:core/v1:ConfigMap" });
        assert.equal(seen, "program");
    });

    it("shows its progress on the component, and warns of causes and of nodes that the quorum goes on without", async () => {
        fakeCluster({
            waitForPrepull: async ({ onProgress, onWarning }) => {
                onProgress("2 of 3 nodes");
                onWarning?.("node aks-7: not found");
                return { warm: 2, total: 3, left: ["aks-7"] };
            },
        });
        const { log } = await recorded(() => new ImagePrepull("api", { ...PULLED, quorum: 0.6 }));
        assert.match(log.join("\n"), /info: .*2 of 3 nodes/);
        assert.match(log.join("\n"), /warning: .*node aks-7: not found/);
        assert.match(log.join("\n"), /warning: .* is not on aks-7/);
    });

    it("names nodes that join, and warns of those that nothing holds back", async () => {
        fakeCluster({
            waitForPrepull: async () => ({ warm: 2, total: 2, left: [], held: ["aks-8"], unheld: ["aks-9"] }),
        });
        const { log } = await recorded(() => new ImagePrepull("api", PULLED));
        assert.match(log.join("\n"), /info: .*aks-8 is joining: no pods there before .*zoneapi/);
        assert.match(
            log.join("\n"),
            /warning: .*aks-9 joined without the taint startup-taint\..*give its node pool the taint/,
        );
    });

    it("names nodes that are not waited for because they take no pods, and not all of very many", async () => {
        const away = Array.from({ length: 7 }, (_, index) => `aks-${index} (not Ready)`);
        fakeCluster({ waitForPrepull: async () => ({ warm: 2, total: 2, left: [], away }) });
        const { log } = await recorded(() => new ImagePrepull("api", PULLED));
        assert.match(log.join("\n"), /info: .*aks-4 \(not Ready\) and 2 more: nobody waits for .*zoneapi.* there/);
    });
});
