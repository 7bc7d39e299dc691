import assert from "node:assert/strict";
import { kubernetesClient } from "../../../observe/cluster/client";
import { updatePulls } from "../../../observe/history/updatePulls";
import { ApiServer } from "../../support/apiServer";
import { IMAGE } from "../../support/images";
import { event, NAMESPACE } from "../../support/objects";

const STARTED = Date.UTC(2026, 2, 1, 10) + 700;

describe("the pulls of an update", () => {
    let server: ApiServer;
    before(async () => {
        server = await ApiServer.start();
    });
    after(() => server.down());

    it("are those that its nodes told of since it began, in its namespaces", async () => {
        let count = 0;
        const told = (seconds: number, kind = "Pod", namespace = NAMESPACE) => {
            count += 1;
            const message = `Successfully pulled image "${IMAGE}" in ${count}s (${count}s including waiting)`;
            const one = event(
                { kind, name: `web-${count}`, uid: `uid-${count}` },
                "Pulled",
                message,
                STARTED + seconds * 1_000,
            );
            server.store.put("events", {
                ...one,
                metadata: { ...one.metadata, namespace },
                involvedObject: { kind, name: `web-${count}`, namespace, uid: `uid-${count}` },
                source: { component: "kubelet", host: `aks-${count}` },
            });
        };
        told(-1); // Before it.
        told(-0.7); // In the second in which it began.
        told(60);
        told(60, "Job");
        told(60, "Pod", "other");
        const client = await kubernetesClient({ kubeconfig: server.kubeconfig });
        const outcomes = async (...namespaces: string[]) => {
            const deployed = { images: new Set([IMAGE]), namespaces: new Set(namespaces) };
            return (await updatePulls(client, deployed, STARTED)).map(({ node, result, seconds }) => [
                node,
                result,
                seconds,
            ]);
        };
        assert.deepEqual(await outcomes(NAMESPACE), [
            ["aks-2", "pulled", 2],
            ["aks-3", "pulled", 3],
        ]);
        assert.deepEqual(await outcomes("other"), [["aks-5", "pulled", 5]]);
        assert.deepEqual(await outcomes(), []);
    });
});
