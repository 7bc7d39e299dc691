import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { endedBySignals } from "../../../components/shared/interrupt";

describe("a wait of an update", () => {
    for (const name of ["SIGINT", "SIGTERM"]) {
        it(`is ended by ${name}`, async () => {
            const signals = new EventEmitter();
            const waiting = endedBySignals(
                (signal) =>
                    new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("cancelled")))),
                signals,
            );
            signals.emit(name);
            await assert.rejects(waiting, /cancelled/);
        });
    }

    it("returns what it waited for, and listens no longer", async () => {
        const signals = new EventEmitter();
        assert.equal(await endedBySignals(async () => 7, signals), 7);
        assert.deepEqual(signals.eventNames(), []);
    });

    it("listens no longer when it failed", async () => {
        const signals = new EventEmitter();
        await assert.rejects(
            endedBySignals(() => Promise.reject(new Error("not found")), signals),
            /not found/,
        );
        assert.deepEqual(signals.eventNames(), []);
    });
});
