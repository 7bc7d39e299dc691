// What the gate follows of pods that come and go.
import assert from "node:assert/strict";
import { waitForPrepull } from "../../../observe/gate/prepull";
import { ApiServer } from "../../support/apiServer";
import { daemonSet, NAMESPACE, node, prepullPod } from "../../support/objects";
import { prepullOptions } from "../../support/prepullWait";
import { until } from "../../support/until";

const IMAGE = `acr1.azurecr.io/zoneapi@sha256:${"0".repeat(64)}`;
const NAME = "zoneapi-0123456789ab";

describe("the pods of a gate", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
        server.store.put("daemonsets", daemonSet(NAME));
        for (const name of ["aks-1", "aks-2"]) {
            server.store.put("nodes", node(name));
        }
    });
    afterEach(() => server.down());

    const pod = (onNode: string) => server.store.put("pods", prepullPod(NAME, onNode, IMAGE, true));

    it("do not count once they are gone", async () => {
        const lines: string[] = [];
        const onProgress = (line: string) => lines.push(line);
        const waiting = waitForPrepull(prepullOptions(server, { daemonSet: NAME, image: IMAGE, onProgress }));
        waiting.catch(() => undefined);
        const says = (text: string) => until(() => lines.at(-1)?.startsWith(text) === true, `it says ${text}`);
        pod("aks-1");
        await says("1 of 2");
        server.store.remove({ plural: "pods", namespace: NAMESPACE }, `${NAME}-aks-1`);
        await says("0 of 2");
        pod("aks-1");
        pod("aks-2");
        assert.equal((await waiting).warm, 2);
    });
});
