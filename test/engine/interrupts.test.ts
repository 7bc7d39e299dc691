import * as assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { mock } from "node:test";
import { listenForInterrupts } from "../../engine/interrupts";

describe("Ctrl-C during an update", () => {
    let signals: EventEmitter;
    let done: string[];
    let engineNoticed: boolean;
    let stop: () => void;

    beforeEach(() => {
        mock.timers.enable({ apis: ["setTimeout", "Date"] });
        signals = new EventEmitter();
        done = [];
        engineNoticed = false;
        const record = (what: string) => () => void done.push(what);
        stop = listenForInterrupts(
            { cancel: record("cancel"), kill: record("kill"), say: record("say"), isCancelling: () => engineNoticed },
            signals,
        );
    });
    afterEach(() => {
        stop();
        mock.timers.reset();
    });

    it("is passed on to an engine that did not hear it", () => {
        signals.emit("SIGINT");
        mock.timers.tick(500);
        assert.deepEqual(done, ["say", "cancel"]);
    });

    it("is not passed on to an engine that the terminal told: a second signal would end it immediately", () => {
        signals.emit("SIGINT");
        engineNoticed = true;
        mock.timers.tick(500);
        assert.deepEqual(done, ["say"]);
    });

    it("counts once when npm repeats it", () => {
        signals.emit("SIGINT");
        mock.timers.tick(100);
        signals.emit("SIGINT");
        assert.deepEqual(done, ["say"]);
    });

    it("ends everything when it is pressed again", () => {
        signals.emit("SIGTERM");
        mock.timers.tick(1001);
        signals.emit("SIGINT");
        assert.deepEqual(done, ["say", "cancel", "kill"]);
    });

    it("is left alone after the update", () => {
        signals.emit("SIGINT");
        stop();
        mock.timers.tick(500);
        assert.deepEqual(done, ["say"]);
        assert.equal(signals.listenerCount("SIGINT") + signals.listenerCount("SIGTERM"), 0);
    });
});
