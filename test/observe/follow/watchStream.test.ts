import assert from "node:assert/strict";
import { mock } from "node:test";
import { kubernetesClient } from "../../../observe/cluster/client";
import { NODES } from "../../../observe/cluster/resources";
import { openWatch, type WatchEvent } from "../../../observe/follow/watchStream";
import { ApiServer } from "../../support/apiServer";
import { node } from "../../support/objects";

const SILENCE_MS = 90_001;

describe("a watch", () => {
    let server: ApiServer;
    let watch: AsyncGenerator<WatchEvent>;
    let silence: SilenceTimer;

    beforeEach(async () => {
        server = await ApiServer.start();
        silence = new SilenceTimer();
        const client = await kubernetesClient({ kubeconfig: server.kubeconfig });
        const signal = new AbortController().signal;
        watch = await openWatch(client, NODES, {}, "", signal, SILENCE_MS);
    });

    afterEach(async () => {
        mock.restoreAll();
        await server.down();
    });

    it("ends after a silence, which every byte ends", async () => {
        for (const name of ["a", "b", "c"]) {
            // The timer starts with the iteration, which waits for something to come.
            const next = watch.next();
            server.store.put("nodes", node(name));
            assert.equal((await next).value?.object.metadata.name, name);
            silence.pass(60_000);
        }
        silence.pass(30_001);
        assert.equal((await watch.next()).done, true);
    });
});

/** The one timer of this length, whose time passes as a test says. */
class SilenceTimer {
    private leftMs = SILENCE_MS;
    private fire = () => {};

    constructor() {
        const real = setTimeout;
        const fake = { refresh: () => Object.assign(this, { leftMs: SILENCE_MS }) };
        mock.method(globalThis, "setTimeout", (callback: () => void, ms: number) => {
            if (ms !== SILENCE_MS) {
                return real(callback, ms);
            }
            this.fire = callback;
            return fake;
        });
    }

    pass(ms: number): void {
        this.leftMs -= ms;
        if (this.leftMs <= 0) {
            this.fire();
        }
    }
}
