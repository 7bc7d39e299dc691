// What kubelets do with the pods of test pulls, on the API server in this process.
import type { ApiServer } from "./apiServer";
import type { StoredObject } from "./objectStore";
import { event } from "./objects";

export interface Pull {
    readonly reason: "Pulled" | "Failed" | "Pulling";
    readonly message: string;
}

interface Pod extends StoredObject {
    spec: { nodeName?: string; containers: { image: string }[] };
}

/** Lets `pull` answer for each pod that is created; a pod that pulls well ends as one without its command does. */
export function fakeKubelet(server: ApiServer, pull: (pod: Pod, image: string) => Pull): void {
    const query = new URLSearchParams({ resourceVersion: String(server.store.version) });
    server.store.watch({ plural: "pods" }, query, (change) => {
        if (change?.type === "ADDED") {
            setImmediate(() => answer(server, change.object as Pod, pull));
        }
    });
}

function answer(server: ApiServer, pod: Pod, pull: (pod: Pod, image: string) => Pull): void {
    const { name, namespace = "", uid = "" } = pod.metadata;
    const image = pod.spec.containers[0]?.image ?? "";
    const { reason, message } = pull(pod, image);
    const node = pod.spec.nodeName ?? "chosen-by-scheduler";
    const stored = event({ kind: "Pod", name, uid }, reason, message);
    server.store.put("events", { ...stored, metadata: { ...stored.metadata, namespace }, source: { host: node } });
    const terminated = { exitCode: 128, reason: "StartError", finishedAt: new Date().toISOString() };
    const state = reason === "Pulled" ? { terminated } : { waiting: { reason: "ContainerCreating" } };
    const imageID = reason === "Pulled" ? `${image.split(":")[0]}@sha256:${"ab".repeat(32)}` : "";
    server.store.put("pods", {
        ...pod,
        spec: { ...pod.spec, nodeName: node },
        status: {
            phase: reason === "Pulled" ? "Failed" : "Pending",
            containerStatuses: [{ name: "pull", state, imageID, ready: false, restartCount: 0 }],
        },
    });
}
