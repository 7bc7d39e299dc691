// A large cluster on the platform's API server: pods of simulated nodes, and the events that kubelets would write about them.
import * as fs from "node:fs";
import * as path from "node:path";
import { Pool } from "undici";
import { forEach, read } from "../../platform/kubernetes/apiServer";
import { apply, kubectl } from "../../platform/kubernetes/kubectl";
import { removeSimulatedNodes, simulatedNodeName, simulatedNodes } from "../../platform/kubernetes/nodes";
import { API_SERVER, PKI } from "../../platform/paths";
import { eventually } from "../../test/e2e/support/eventually";

const PODS_A_NODE = 100;
/** Of a hundred nodes. */
const FAILING_NODES = 2;
const IMAGES = 20;
const NOT_FOUND =
    'rpc error: code = NotFound desc = failed to resolve reference "acr1.azurecr.io/shop/api-1:1.4.2": not found';

interface Pod {
    readonly metadata: { readonly namespace: string; readonly name: string; readonly uid: string };
    readonly spec: { readonly nodeName: string };
    readonly status: { readonly phase?: string; readonly containerStatuses?: readonly object[] };
}

export class LargeCluster {
    private pods: readonly Pod[] = [];
    private written = 0;
    private readonly pool: Pool;

    constructor(readonly namespace: string) {
        const [ca, cert, key] = ["ca.crt", "admin.crt", "admin.key"].map((name) =>
            fs.readFileSync(path.join(PKI, name)),
        );
        // A handshake for each of a hundred thousand objects would take longer than all the rest.
        this.pool = new Pool(API_SERVER, { connect: { ca, cert, key }, connections: 16 });
    }

    /** Creates that many pods; of one node in fifty all fail to pull, the others run. */
    async fill(count: number): Promise<void> {
        await this.removeNamespace();
        // No pod of it runs anywhere, so none needs to be fit for it.
        const labels = { "pod-security.kubernetes.io/enforce": "privileged" };
        await apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: this.namespace, labels } }]);
        const nodes = await simulatedNodes(Math.ceil(count / PODS_A_NODE), {
            failing: { nodes: failingNodes(), error: NOT_FOUND },
        });
        await eventually(() => read(`/api/v1/namespaces/${this.namespace}/serviceaccounts/default`));
        const numbers = Array.from({ length: count }, (_, number) => number);
        await forEach(numbers, (number) => this.create("pods", podOn(nodes[number % nodes.length] ?? "", number)));
        this.pods = await eventually(() => this.settledPods(), 300);
    }

    /** Writes so many events more, evenly about all pods. */
    async tell(count: number): Promise<void> {
        const numbers = Array.from({ length: count }, (_, index) => this.written + index);
        this.written += count;
        await forEach(numbers, (number) =>
            this.create("events", eventOf(this.pods[number % this.pods.length] as Pod, number)),
        );
    }

    async remove(): Promise<void> {
        // The nodes go last: they confirm the end of their pods.
        await this.removeNamespace();
        await removeSimulatedNodes();
        await this.pool.close();
    }

    private async settledPods(): Promise<Pod[]> {
        const { items } = await read<{ items: Pod[] }>(`/api/v1/namespaces/${this.namespace}/pods?resourceVersion=0`);
        const waiting = items.filter(({ status }) => status.containerStatuses === undefined).length;
        if (waiting > 0) {
            throw new Error(`${waiting} of ${items.length} simulated pods have no state yet; see kwok.log`);
        }
        return items;
    }

    private async create(plural: "pods" | "events", object: object): Promise<void> {
        const { statusCode, body } = await this.pool.request({
            method: "POST",
            path: `/api/v1/namespaces/${this.namespace}/${plural}`,
            headers: { "content-type": "application/json" },
            body: JSON.stringify(object),
        });
        const answer = await body.text();
        if (statusCode >= 300) {
            throw new Error(`POST ${plural}: ${statusCode} ${answer}`);
        }
    }

    private async removeNamespace(): Promise<void> {
        await kubectl(["delete", "namespace", this.namespace, "--ignore-not-found", "--timeout=900s"]);
    }
}

function failingNodes(): string[] {
    return Array.from({ length: FAILING_NODES }, (_, index) => simulatedNodeName(index + 1));
}

const imageOf = (number: number) => `acr1.azurecr.io/shop/api-${number % IMAGES}:1.4.2`;

function podOn(nodeName: string, number: number): object {
    const name = `api-${String(number).padStart(5, "0")}`;
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, labels: { app: "api" } },
        spec: {
            nodeName,
            automountServiceAccountToken: false,
            containers: [{ name: "api", image: imageOf(number) }],
        },
    };
}

/** A finished pull, which costs a reader most, for nothing else is kept; on the nodes where all fail, a failed one. */
function eventOf({ metadata, spec }: Pod, number: number): object {
    const seconds = 5 + (number % 600) / 10;
    const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const image = imageOf(number);
    const fails = failingNodes().includes(spec.nodeName);
    const times = `${seconds}s (${seconds + 2}s including waiting)`;
    return {
        apiVersion: "v1",
        kind: "Event",
        metadata: { name: `${metadata.name}.${number.toString(16).padStart(16, "0")}` },
        involvedObject: { kind: "Pod", namespace: metadata.namespace, name: metadata.name, uid: metadata.uid },
        type: fails ? "Warning" : "Normal",
        reason: fails ? "Failed" : "Pulled",
        message: fails
            ? `Failed to pull image "${image}": ${NOT_FOUND}`
            : `Successfully pulled image "${image}" in ${times}. Image size: 650000000 bytes.`,
        source: { component: "kubelet", host: spec.nodeName },
        reportingComponent: "kubelet",
        reportingInstance: spec.nodeName,
        firstTimestamp: at,
        lastTimestamp: at,
        count: 1,
    };
}
