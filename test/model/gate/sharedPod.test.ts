import assert from "node:assert/strict";
import { gateVerdict } from "../../../model/gate/verdict";
import type { ContainerFacts, EventFacts } from "../../../model/kubernetes/facts";
import { at, container, event, failureOf, node, pod, question } from "../../support/gateView";
import { IMAGE, PULL_ERRORS } from "../../support/pullErrors";

const FIRST = "acr1.azurecr.io/large@sha256:1";
const LAST = "acr1.azurecr.io/small@sha256:3";
const [NOT_FOUND = ""] = PULL_ERRORS.notFound;

/** As the kubelet of Kubernetes 1.36 leaves a pod whose image volumes it pulls: its container is created after all of them. */
const waiting: ContainerFacts = container({ name: "hold", image: "pause", reason: "ContainerCreating" });
const A = pod("a", { containers: [waiting] });

const says = (text: string, image: string, seconds: number): EventFacts =>
    event(A, `${text} image "${image}"`, seconds);
const pulling = (image: string, seconds: number) => says("Pulling", image, seconds);
const pulled = (image: string, seconds: number) => event(A, `Successfully pulled image "${image}" in 2s`, seconds);
const failed = (image: string, seconds: number) => event(A, `Failed to pull image "${image}": ${NOT_FOUND}`, seconds);

const view = (events: EventFacts[], seconds: number, pods = [A]) => ({
    nodes: [node("a")],
    pods,
    events,
    others: [FIRST, LAST],
    now: at(seconds),
});
const verdict = (...given: Parameters<typeof view>) => gateVerdict(question(view(...given)));

describe("the gate of an image that shares its pod", () => {
    it("opens with its own image, whatever the others are doing", () => {
        assert.equal(
            verdict([pulled(FIRST, 5), pulling(IMAGE, 5), pulled(IMAGE, 9), pulling(LAST, 9)], 10).state,
            "open",
        );
        assert.equal(verdict([failed(FIRST, 5), pulling(IMAGE, 5), pulled(IMAGE, 9)], 200).state, "open");
    });

    it("waits for its turn, and does not count the pull of another image as its own", () => {
        const waits = verdict([pulling(FIRST, 2)], 30);
        assert.equal(waits.state, "wait");
        assert.ok(waits.state === "wait" && waits.progress.slowest === undefined);
        const late = failureOf(view([pulling(FIRST, 2)], 970));
        assert.match(late.message, /a: waits for its turn: its pod pulls acr1.azurecr.io\/large/);
    });

    it("does not fail by another image's cause while its own pull goes on", () => {
        const holding = {
            ...waiting,
            reason: "ErrImagePull",
            message: `failed to pull image "${FIRST}": ${NOT_FOUND}`,
        };
        const stuck = { ...A, containers: [holding] };
        assert.equal(verdict([failed(FIRST, 5), pulling(IMAGE, 5)], 300, [stuck]).state, "wait");
    });

    it("fails by its own cause, although its pod waits for another image", () => {
        const holding = { ...waiting, reason: "ErrImagePull", message: `failed to pull image "${FIRST}": i/o timeout` };
        const { message, cause } = failureOf(
            view([failed(FIRST, 1), failed(IMAGE, 2)], 62, [{ ...A, containers: [holding] }]),
        );
        assert.equal(cause, "notFound");
        assert.doesNotMatch(message, /\(for /);
    });

    it("fails with the image before it where that keeps it from its turn, but not before it could have had it", () => {
        const [WRONG_PLATFORM = ""] = PULL_ERRORS.wrongPlatform;
        const events = [event(A, `Failed to pull image "${FIRST}": ${WRONG_PLATFORM}`, 5)];
        assert.equal(verdict(events, 30).state, "wait");
        assert.match(failureOf(view(events, 65)).message, /\(for acr1.azurecr.io\/large/);
    });

    it("fails by what keeps the pod from its helper", () => {
        const holding = { ...waiting, reason: "ErrImagePull", message: `Failed to pull image "pause": ${NOT_FOUND}` };
        const events = [event(A, `Failed to pull image "pause": ${NOT_FOUND}`, 5)];
        assert.match(failureOf(view(events, 66, [{ ...A, containers: [holding] }])).message, /for pause/);
    });
});
