// A program whose connection to the engine breaks. The SDK takes that for the engine's own end, and the program for one that ended
// well: the engine would delete all that was not registered yet.
import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Scenario } from "../support/scenario";

type Registration = (request: unknown, answer: (error: grpc.ServiceError) => void) => void;

function loseEngine(): void {
    const monitor = pulumi.runtime.getMonitor() as unknown as { registerResource: Registration };
    const error = Object.assign(new Error("14 UNAVAILABLE: read ECONNRESET"), { code: grpc.status.UNAVAILABLE });
    monitor.registerResource = (_request, answer) => answer(error as grpc.ServiceError);
}

describe("a program that loses its engine", () => {
    let isLost = false;
    const scenario = new Scenario("e2e-lost-engine", async () => {
        new random.RandomUuid("first");
        if (isLost) {
            await new Promise(setImmediate);
            loseEngine();
        }
        new random.RandomUuid("second");
        return {};
    });

    before(async () => {
        await scenario.prepare();
        scenario.configure({});
        await scenario.up();
    });
    after(() => scenario.remove());

    it("fails, and deletes nothing", async () => {
        isLost = true;
        const { failure, output } = await scenario.up();
        assert.match(failure ?? "", /up of stack e2e-lost-engine failed/);
        assert.match(output, /lost its connection to the engine/);
        isLost = false;
        assert.deepEqual((await scenario.preview()).changes, { same: 3 });
    });
});
