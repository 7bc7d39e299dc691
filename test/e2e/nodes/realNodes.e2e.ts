import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { KUBECTL_IMAGE, pushKubectlImage } from "../../../platform/kubernetes/images";
import { apply, kubectl } from "../../../platform/kubernetes/kubectl";
import { changeNode } from "../../../platform/kubernetes/platform";
import { BIN, NODE_ADDRESS, PLATFORM } from "../../../platform/paths";
import { FIRST_NODE } from "../../../platform/realNode";
import { eventually } from "../support/eventually";

const NAMESPACE = "e2e-nodes";
const TAINT = "e2e/held:NoSchedule";
const NAMES = ["e2e-blue", "e2e-red"];

interface PodObject {
    readonly status: { readonly phase: string; readonly podIP?: string };
}

describe("several real nodes", () => {
    before(async () => {
        await removeNodes();
        await apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } }]);
        await pushKubectlImage();
        for (const name of NAMES) {
            await changeNode({ verb: "add", name, taints: [TAINT] });
        }
    });
    after(async () => {
        await kubectl(["delete", "namespace", NAMESPACE, "--ignore-not-found"]);
        await removeNodes();
    });

    async function removeNodes(): Promise<void> {
        for (const name of NAMES) {
            await changeNode({ verb: "remove", name }).catch((error) => assert.match(String(error), /no such node/));
        }
    }

    it("are born with their taints", async () => {
        const { spec } = await object<{ spec: { taints: unknown } }>("node", "e2e-blue");
        assert.deepEqual(spec.taints, [{ key: "e2e/held", effect: "NoSchedule" }]);
    });

    it("run pods that reach the API server, the registry, and pods of other nodes", async () => {
        const words = ["proxy", "--address=0.0.0.0", "--port=8080", "--accept-hosts=.*"];
        const server = pod("server", "e2e-blue", KUBECTL_IMAGE, words);
        await apply([server, ...NAMES.map((name) => whoAsks(`api-${name}`, name, ["/readyz"]))]);
        const address = await eventually(async () => {
            const { status } = await object<PodObject>("pod", "server");
            assert.ok(status.podIP);
            return status.podIP;
        });
        assert.match(address, /^10\.215\.\d+\.\d+$/);
        const askers = [FIRST_NODE.name, ...NAMES].map((name) =>
            whoAsks(`pod-${name}`, name, ["/version", `--server=http://${address}:8080`]),
        );
        const registry = whoAsks("registry", "e2e-red", ["/v2/", `--server=http://${NODE_ADDRESS}:5005`]);
        await apply([...askers, registry]);
        const names = [...NAMES.map((name) => `api-${name}`), ...askers.map((each) => each.metadata.name), "registry"];
        for (const name of names) {
            await eventually(async () =>
                assert.equal((await object<PodObject>("pod", name)).status.phase, "Succeeded", name),
            );
        }
    });

    it("leave each other's pods alone, and come back from a stop with their images", async () => {
        const waits = NAMES.map((name) => pod(`waits-${name}`, name, "127.0.0.1:5005/pause:1"));
        await apply(waits);
        await running(NAMES.map((name) => `waits-${name}`));
        const others = processesOf("e2e-red");
        await changeNode({ verb: "stop", name: "e2e-blue" });
        assert.equal(await ready("e2e-blue"), "Unknown");
        assert.equal(processesOf("e2e-blue").length, 0);
        assert.deepEqual(processesOf("e2e-red"), others);
        await changeNode({ verb: "start", name: "e2e-blue" });
        assert.equal(await ready("e2e-blue"), "True");
        await running(NAMES.map((name) => `waits-${name}`));
        assert.deepEqual(processesOf("e2e-red"), others);
    });

    it("leave nothing when they are removed", async () => {
        await changeNode({ verb: "remove", name: "e2e-red" });
        assert.equal(await kubectl(["get", "node", "e2e-red", "--ignore-not-found"]), "");
        assert.equal(await kubectl(["get", "pod", "waits-e2e-red", "-n", NAMESPACE, "--ignore-not-found"]), "");
        const left = [
            join(PLATFORM, "nodes/e2e-red"),
            join(BIN, "nodes/e2e-red"),
            "/sys/fs/cgroup/cpu/aks-delivery-e2e-red",
        ];
        assert.deepEqual(left.filter(existsSync), []);
        assert.doesNotMatch(readFileSync("/proc/mounts", "utf8"), /nodes\/e2e-red/);
        assert.equal(readdirSync("/sys/class/net").filter((name) => /^aks-delivery/.test(name)).length, 2);
        assert.equal(await ready("e2e-blue"), "True");
    });

    it("are refused by name where the words are wrong, and nothing changes", async () => {
        await assert.rejects(changeNode({ verb: "add", name: "e2e-blue" }), /e2e-blue: this node exists already/);
        await assert.rejects(
            changeNode({ verb: "add", name: "Bad", taints: ["x"] }),
            /Bad: not a name of a node.*\n--taint x: expected/,
        );
        await assert.rejects(changeNode({ verb: "stop", name: "green" }), /green: there is no such node; .*e2e-blue/);
        await assert.rejects(
            changeNode({ verb: "remove", name: "local-node" }),
            /local-node is the node that is always/,
        );
    });
});

async function object<T>(kind: string, name: string): Promise<T> {
    return JSON.parse(await kubectl(["get", kind, name, "-n", NAMESPACE, "-o", "json"])) as T;
}

const ready = (node: string) =>
    kubectl(["get", "node", node, "-o", 'jsonpath={.status.conditions[?(@.type=="Ready")].status}']);

async function running(names: readonly string[]): Promise<void> {
    for (const name of names) {
        await kubectl(["wait", `pod/${name}`, "-n", NAMESPACE, "--for=condition=Ready", "--timeout=60s"]);
    }
}

/** Of its pods, but for the one under each. */
function processesOf(node: string): number[] {
    const root = `/sys/fs/cgroup/memory/aks-delivery-${node}/kubepods`;
    const groups = existsSync(root) ? readdirSync(root, { recursive: true, encoding: "utf8" }) : [];
    return groups
        .filter((name) => name.endsWith("cgroup.procs"))
        .flatMap((name) => readFileSync(join(root, name), "utf8").split("\n").filter(Boolean).map(Number))
        .sort();
}

function whoAsks(name: string, node: string, words: readonly string[]) {
    return pod(name, node, KUBECTL_IMAGE, ["get", "--raw", ...words]);
}

/** On the node without being scheduled: its taint is for DaemonSets of other tests. */
function pod(name: string, nodeName: string, image: string, args?: readonly string[]) {
    const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, namespace: NAMESPACE },
        spec: {
            nodeName,
            dnsPolicy: "Default",
            restartPolicy: "OnFailure",
            securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
            containers: [{ name: "main", image, args, securityContext }],
        },
    };
}
