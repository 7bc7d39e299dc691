import assert from "node:assert/strict";
import { stepMinutes, updateSeconds } from "../../../model/plan/updateClock";
import { timeoutChain } from "../../../model/timeouts/chain";
import { DEPLOYMENT, JOB, resource } from "../../support/planResources";

const CHAIN = timeoutChain({ imageBytes: 778_000_000 });

const gate = (seconds: number) =>
    resource({
        type: "aks-image-delivery:index:ImagePrepull",
        name: "a",
        component: true,
        outputs: { gateSeconds: seconds },
    });
const waiting = (type: string, seconds: number) =>
    resource({ type, name: "a", customTimeouts: { create: `${seconds}s`, update: `${seconds}s` } });

describe("the time that an update may take", () => {
    it("is the step of the chain for a rollout", () => {
        const rollout = [
            gate(CHAIN.gate.seconds),
            waiting(JOB, CHAIN.jobWait.seconds),
            waiting(DEPLOYMENT, CHAIN.deploymentWait.seconds),
        ];
        assert.equal(updateSeconds(rollout), CHAIN.step.seconds);
    });

    it("counts what waits side by side once, by the longest", () => {
        assert.equal(updateSeconds([gate(900), gate(1_000), gate(800)]), updateSeconds([gate(1_000)]));
    });

    it("takes the longer of the waits for a creation and an update", () => {
        const uneven = resource({ type: JOB, name: "a", customTimeouts: { create: "100s", update: "5m" } });
        assert.equal(updateSeconds([uneven]), 900);
    });

    it("is unknown for a program without any clock", () => {
        assert.equal(updateSeconds([resource({ type: JOB, name: "a" })]), undefined);
    });
});

describe("the minutes for the step of a pipeline", () => {
    it("are at least an hour, and whole", () => {
        assert.equal(stepMinutes([]), 60);
        assert.equal(stepMinutes([waiting(JOB, 60)]), 60);
        assert.equal(stepMinutes([waiting(JOB, 4 * 3_600)]), 250);
        assert.equal(stepMinutes([waiting(JOB, 4 * 3_600 + 1)]), 251);
    });
});
