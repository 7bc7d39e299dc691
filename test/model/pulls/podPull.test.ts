import assert from "node:assert/strict";
import type { ContainerFacts, EventFacts, PodFacts } from "../../../model/kubernetes/facts";
import { imagePulls } from "../../../model/pulls/imagePulls";
import { pullFailure } from "../../../model/pulls/podPull";
import { at, container, event, failed, pod, pulled, pulling } from "../../support/gateView";
import { IMAGE, PULL_ERRORS } from "../../support/pullErrors";

const POD = pod("a");
const [NOT_FOUND = ""] = PULL_ERRORS.notFound;
const [NO_TOKEN = ""] = PULL_ERRORS.tokenRefused;

function failureOf(events: readonly EventFacts[], different: Partial<ContainerFacts> = {}, phase = POD.phase) {
    const one = pod("a", { phase, containers: [container(different)] });
    const failure = pullFailure(one, imagePulls(events));
    return failure && { ...failure, cause: failure.cause.name };
}

describe("the failure that a pod is in", () => {
    it("has the cause, the text and the times of its events", () => {
        const events = [pulling(POD, 0, 20), failed(POD, NOT_FOUND, 1, 21)];
        assert.deepEqual(failureOf(events), {
            image: IMAGE,
            cause: "notFound",
            text: NOT_FOUND,
            since: at(1),
            attemptAt: at(21),
        });
    });

    it("has the cause of the newest text, since that cause was first seen", () => {
        const events = [failed(POD, NOT_FOUND, 1, 5), failed(POD, NO_TOKEN, 12), failed(POD, `${NO_TOKEN}.`, 30)];
        const failure = failureOf(events);
        assert.deepEqual([failure?.cause, failure?.since], ["tokenRefused", at(12)]);
    });

    it("is unknown for a new text that is not understood, whatever came before", () => {
        const failure = failureOf([failed(POD, NOT_FOUND, 1, 5), failed(POD, "something new", 12)]);
        assert.deepEqual([failure?.cause, failure?.text, failure?.since], ["unknown", "something new", at(12)]);
    });

    it("is kept through back-offs that say no more than that, as kubelets before 1.31 wrote them", () => {
        const backOff = event(POD, `Back-off pulling image "${IMAGE}"`, 2, 60);
        const waiting = { reason: "ImagePullBackOff", message: `Back-off pulling image "${IMAGE}"` };
        const failure = failureOf([failed(POD, NOT_FOUND, 1, 15), backOff], waiting);
        assert.deepEqual([failure?.cause, failure?.since, failure?.attemptAt], ["notFound", at(1), at(15)]);
    });

    it("is read from the container's state where events are missing, without a time", () => {
        const byReason = failureOf([], { reason: "ErrImagePull", message: NOT_FOUND });
        assert.deepEqual([byReason?.cause, byReason?.text, byReason?.since], ["notFound", NOT_FOUND, undefined]);
        assert.equal(failureOf([], { reason: "InvalidImageName" })?.cause, "invalidName");
        assert.equal(failureOf([], { reason: "ImagePullBackOff" })?.cause, "unknown");
    });

    it("is of the image volume whose event says the same, where the container's state names no image", () => {
        const [text = ""] = PULL_ERRORS.wrongPlatform;
        const failure = failureOf([failed(POD, text, 1)], { image: "pause:1", reason: "ErrImagePull", message: text });
        assert.deepEqual([failure?.image, failure?.cause, failure?.since], [IMAGE, "wrongPlatform", at(1)]);
    });

    it("is told by the state before the events, which the kubelet may drop", () => {
        const waiting = {
            reason: "ImagePullBackOff",
            message: `Back-off pulling image "${IMAGE}": ErrImagePull: ${NO_TOKEN}`,
        };
        const failure = failureOf([failed(POD, NOT_FOUND, 1)], waiting);
        assert.deepEqual([failure?.cause, failure?.text, failure?.since], ["tokenRefused", NO_TOKEN, undefined]);
    });

    it("is of an image volume where the state of a container names one", () => {
        const volume = { image: "pause:3.10", reason: "ErrImagePull", message: NOT_FOUND };
        assert.equal(failureOf([failed(POD, NOT_FOUND, 1)], volume)?.image, IMAGE);
        assert.equal(failureOf([], volume)?.image, IMAGE);
    });

    it("is none while another attempt is under way, although the container's state still tells of the last", () => {
        const waiting = { reason: "ImagePullBackOff", message: NO_TOKEN };
        assert.equal(failureOf([failed(POD, NO_TOKEN, 1), pulling(POD, 0, 20)], waiting), undefined);
        assert.equal(failureOf([failed(POD, NO_TOKEN, 1), pulled(POD, 20)], waiting), undefined);
    });

    it("is none where the container started, and the end of the pull was never told", () => {
        const events = [failed(POD, NO_TOKEN, 1)];
        assert.equal(failureOf(events, { state: "running", imageId: "sha256:1" }, "Running"), undefined);
        assert.equal(failureOf(events, { reason: "CrashLoopBackOff", imageId: "sha256:1" }), undefined);
        assert.equal(failureOf(events, { image: "pause:3.10", state: "running" }, "Running"), undefined);
    });

    it("is none for containers that wait for something else", () => {
        assert.equal(
            failureOf([], { reason: "CreateContainerConfigError", message: 'secret "x" not found' }),
            undefined,
        );
    });

    it("is the newest of several, and of two in the same second the first by name", () => {
        const ofVolume = (image: string, seconds: number) =>
            event(POD, `Failed to pull image "${image}": ${NOT_FOUND}`, seconds);
        assert.equal(failureOf([ofVolume("r/b:1", 1), ofVolume("r/a:1", 2)])?.image, "r/a:1");
        assert.equal(failureOf([ofVolume("r/a:1", 1), ofVolume("r/b:1", 2)])?.image, "r/b:1");
        assert.equal(failureOf([ofVolume("r/b:1", 2), ofVolume("r/a:1", 2)])?.image, "r/a:1");
        assert.equal(failureOf([ofVolume("r/a:1", 2), ofVolume("r/b:1", 2)])?.image, "r/a:1");
    });

    it("is still there while only one of its containers has started", () => {
        const events = [failed(POD, NO_TOKEN, 1)];
        const started = container({ image: "pause:3.10", state: "running", reason: undefined });
        const waiting = container({ image: "r/other:1", reason: "ContainerCreating" });
        const ofPod = (phase: PodFacts["phase"], ...containers: ContainerFacts[]) =>
            pullFailure(pod("a", { phase, containers }), imagePulls(events))?.cause.name;
        assert.equal(ofPod("Running", started, waiting), "tokenRefused");
        assert.equal(ofPod("Pending", started), "tokenRefused");
        assert.equal(ofPod("Running", started, started), undefined);
    });

    it("is over once a container with that image has started, although another has not", () => {
        const events = [failed(POD, NO_TOKEN, 1)];
        const other = container({ image: "r/other:1", reason: "ContainerCreating" });
        for (const [state, reason, isOver] of [
            ["running", undefined, true],
            ["terminated", "Completed", true],
            ["terminated", "ContainerStatusUnknown", false],
        ] as const) {
            const one = pod("a", { containers: [container({ state, reason }), other] });
            assert.equal(pullFailure(one, imagePulls(events)) === undefined, isOver, `${state} ${reason}`);
        }
        const startedOther = container({ image: "r/other:1", state: "running", reason: undefined });
        const still = pod("a", { containers: [startedOther, container({ reason: "ContainerCreating" })] });
        assert.equal(pullFailure(still, imagePulls(events))?.cause.name, "tokenRefused");
    });

    it("is not that of a container that has ended with the words of a pull", () => {
        assert.equal(failureOf([], { state: "terminated", reason: "ErrImagePull", message: NOT_FOUND }), undefined);
    });

    it("is of the container's own image where its state says no more than the reason", () => {
        const events = [event(POD, `Failed to pull image "r/volume:1": ErrImagePull`, 1)];
        assert.equal(failureOf(events, { reason: "ErrImagePull", message: "ErrImagePull" })?.image, IMAGE);
        assert.equal(failureOf(events, { reason: "ErrImagePull", message: "" })?.image, IMAGE);
    });

    it("is named as the pod spells its image where the runtime completes the name", () => {
        const message = `Back-off pulling image "docker.io/library/nginx:1": ErrImagePull: ${NO_TOKEN}`;
        const events = [event(POD, `Failed to pull image "nginx:1": ${NO_TOKEN}`, 1)];
        const failure = failureOf(events, { image: "nginx:1", reason: "ImagePullBackOff", message });
        assert.deepEqual([failure?.image, failure?.since], ["nginx:1", at(1)]);
    });

    it("is a reason without a message where that is all there is", () => {
        assert.equal(failureOf([], { reason: "InvalidImageName", message: "" })?.text, "InvalidImageName");
    });

    it("names the missing secrets only where they are the cause", () => {
        const missing = event(
            POD,
            "Unable to retrieve some image pull secrets (acr-pull); attempting to pull the image may not succeed.",
            1,
        );
        const secrets = { ...missing, reason: "FailedToRetrieveImagePullSecret" };
        const [denied = ""] = PULL_ERRORS.unauthorized;
        assert.deepEqual(failureOf([secrets, failed(POD, denied, 1)])?.missingSecrets, ["acr-pull"]);
        const failure = failureOf([secrets, failed(POD, NOT_FOUND, 1)]);
        assert.ok(failure && !("missingSecrets" in failure));
    });
});
