// Events are dated by the node that wrote them: the gate must not take one of a node whose clock is off for an old or a future one.
import assert from "node:assert/strict";
import { waitForPrepull } from "../../../observe/gate/prepull";
import { ApiServer } from "../../support/apiServer";
import { daemonSet, event, node, prepullPod } from "../../support/objects";
import { prepullOptions } from "../../support/prepullWait";
import { until } from "../../support/until";

const IMAGE = "acr1.azurecr.io/zoneapi@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const NAME = "zoneapi-0123456789ab";
const NO_PLATFORM = `Failed to pull image "${IMAGE}": no match for platform in manifest: not found`;

describe("the gate and the clock of a node", () => {
    let server: ApiServer;

    beforeEach(async () => {
        server = await ApiServer.start();
        for (const name of ["aks-1", "aks-2"]) {
            server.store.put("nodes", node(name));
            server.store.put("pods", prepullPod(NAME, name, IMAGE, name === "aks-1"));
        }
        server.store.put("daemonsets", daemonSet(NAME));
    });
    afterEach(() => server.down());

    for (const [what, offMs] of [
        ["an hour behind", -3_600_000],
        ["an hour ahead", 3_600_000],
    ] as const) {
        it(`that is ${what}: fails by cause all the same`, async () => {
            const lines: string[] = [];
            const onProgress = (line: string) => lines.push(line);
            const waiting = waitForPrepull(prepullOptions(server, { daemonSet: NAME, image: IMAGE, onProgress }));
            waiting.catch(() => undefined);
            await until(() => lines.some((line) => line.startsWith("1 of 2")), "the gate waits for one node");
            const about = { kind: "Pod", name: `${NAME}-aks-2`, uid: `uid-pods-${NAME}-aks-2` };
            const written = event(about, "Failed", NO_PLATFORM, Date.now() + offMs);
            const metadata = { ...written.metadata, creationTimestamp: new Date().toISOString() };
            server.store.put("events", { ...written, metadata });
            await assert.rejects(waiting, /node aks-2: .*platform/);
        });
    }

    it("does not depend on the clock of this machine", async () => {
        const real = Date.now();
        const { now } = Date;
        Date.now = () => now() + 3_600_000;
        try {
            const about = { kind: "Pod", name: `${NAME}-aks-2`, uid: `uid-pods-${NAME}-aks-2` };
            server.store.put("events", event(about, "Failed", NO_PLATFORM, real + 1_000));
            const waiting = waitForPrepull(prepullOptions(server, { daemonSet: NAME, image: IMAGE }));
            await assert.rejects(waiting, /node aks-2: .*platform/);
        } finally {
            Date.now = now;
        }
    });
});
