import assert from "node:assert/strict";
import type { EventFacts, PodFacts } from "../../../model/kubernetes/facts";
import { type TestPullCase, testPullVerdict, unfinishedPull } from "../../../model/testPull/verdict";
import { at, container, event, failed, node, pod, pulling } from "../../support/gateView";
import { SHOP_IMAGE } from "../../support/images";

const DIGEST = `acr1.azurecr.io/shop/api@sha256:${"3b".repeat(32)}`;
const POD = pod("a", { containers: [container({ image: SHOP_IMAGE })] });
/** As the kubelet leaves it: the image is there, the command is not. */
const ENDED = pod("a", {
    phase: "Failed",
    containers: [
        container({ image: SHOP_IMAGE, state: "terminated", exitCode: 128, imageId: DIGEST, finishedAt: at(31) }),
    ],
});

function subject(different: Partial<TestPullCase>): TestPullCase {
    return { pod: POD, events: [], node: node("a"), image: SHOP_IMAGE, imagesBefore: [], now: at(31), ...different };
}

function pulled(about: PodFacts, times: string, bytes = 650_000_000): EventFacts {
    return event(about, `Successfully pulled image "${SHOP_IMAGE}" in ${times}. Image size: ${bytes} bytes.`, 30);
}

describe("a test pull", () => {
    it("waits while the image is being pulled", () => {
        const verdict = testPullVerdict(subject({ events: [pulling(POD, 1)] }));
        assert.equal(verdict.state, "waiting");
    });

    it("has pulled, with its time, its wait in the queue and the size", () => {
        assert.deepEqual(
            testPullVerdict(subject({ pod: ENDED, events: [pulled(ENDED, "27.5s (30s including waiting)")] })),
            {
                state: "pulled",
                seconds: 27.5,
                waitingSeconds: 2.5,
                bytes: 650_000_000,
                alreadyPresent: false,
                slow: false,
            },
        );
    });

    it("is slow beyond the pull timeout for its size", () => {
        const slow = (seconds: number) =>
            testPullVerdict(
                subject({ pod: ENDED, events: [pulled(ENDED, `${seconds}s (${seconds}s including waiting)`)] }),
            );
        assert.deepEqual(
            [slow(300), slow(301)].map((verdict) => verdict.state === "pulled" && verdict.slow),
            [false, true],
        );
    });

    it("waits for the digest that tells whether the node had the image, but not for ever", () => {
        const events = [pulled(POD, "27s (27s including waiting)")];
        assert.equal(testPullVerdict(subject({ events, now: at(39) })).state, "waiting");
        assert.equal(testPullVerdict(subject({ events, now: at(40) })).state, "pulled");
    });

    const present = (imagesBefore: string[], image = SHOP_IMAGE, time = "20s") => {
        const verdict = testPullVerdict(subject({ pod: ENDED, image, imagesBefore, events: [pulled(ENDED, time)] }));
        return verdict.state === "pulled" && verdict.alreadyPresent;
    };

    it("only checked the manifest where the node had that digest", () => {
        assert.equal(present([DIGEST]), true);
        assert.equal(present([DIGEST.replace("3b", "4c")]), false);
    });

    it("takes a tag on the node's list for no proof: it may have moved", () => {
        assert.equal(present([SHOP_IMAGE]), false);
    });

    it("only checked the manifest where no node could be so fast, since the node's list is cut", () => {
        assert.equal(present([], SHOP_IMAGE, "60ms"), true);
        assert.equal(present([], SHOP_IMAGE, "700ms"), false);
    });

    it("has pulled without a time when the kubelet's event was lost", () => {
        assert.equal(testPullVerdict(subject({ pod: ENDED, now: at(40) })).state, "waiting");
        assert.deepEqual(testPullVerdict(subject({ pod: ENDED, now: at(42) })), {
            state: "pulled",
            alreadyPresent: false,
            slow: false,
        });
    });

    it("is neither slow nor too fast where an older kubelet says no size, or no time", () => {
        for (const text of ["", " in 1ms", " in 1h (1h including waiting)"]) {
            const events = [
                event(ENDED, "Created container: main", 29),
                event(ENDED, `Successfully pulled image "${SHOP_IMAGE}"${text}`, 30),
            ];
            const verdict = testPullVerdict(subject({ pod: ENDED, events }));
            assert.deepEqual(
                verdict.state === "pulled" && [verdict.slow, verdict.alreadyPresent, verdict.bytes],
                [false, false, undefined],
                text,
            );
        }
        const events = [event(ENDED, `Successfully pulled image "${SHOP_IMAGE}". Image size: 650000000 bytes.`, 30)];
        const verdict = testPullVerdict(subject({ pod: ENDED, events }));
        assert.deepEqual(verdict.state === "pulled" && [verdict.slow, verdict.alreadyPresent], [false, false]);
    });

    it("fails immediately with the cause, its text and what to do", () => {
        const verdict = testPullVerdict(subject({ events: [failed(POD, "manifest unknown", 2)] }));
        assert.equal(verdict.state === "failed" && verdict.cause, "notFound");
        assert.match(JSON.stringify(verdict), /manifest unknown.*image-delivery tags/);
    });

    it("fails immediately with a text that names no known cause", () => {
        const verdict = testPullVerdict(subject({ events: [failed(POD, "the dog ate it", 2)] }));
        assert.deepEqual([verdict.state, "cause" in verdict && verdict.cause], ["failed", "unknown"]);
    });

    it("waits out a cause that clears up on its own", () => {
        for (const error of ["429 Too Many Requests", "dial tcp: i/o timeout", "context canceled"]) {
            assert.equal(testPullVerdict(subject({ events: [failed(POD, error, 2)] })).state, "waiting", error);
        }
    });

    it("fails when the node rejects the pod, or somebody deletes it", () => {
        const rejected = pod("a", {
            phase: "Failed",
            reason: "OutOfpods",
            message: "Node didn't have enough resource",
        });
        assert.match(JSON.stringify(testPullVerdict(subject({ pod: rejected }))), /failed.*OutOfpods/);
        assert.equal(testPullVerdict(subject({ pod: { ...POD, deletedAt: at(20) } })).state, "failed");
    });
});

describe("a test pull whose time is up", () => {
    it("fails with what it was doing", () => {
        const verdict = unfinishedPull(subject({ events: [pulling(POD, 1)] }), 30);
        assert.match(JSON.stringify(verdict), /failed.*not done after 30 s: .*pulling/);
        assert.equal(verdict.state === "failed" && verdict.cause, "slow");
    });

    it("names what ended the attempts before the one under way", () => {
        const events = [pulling(POD, 1), failed(POD, "503 Service Unavailable", 2), pulling(POD, 12)];
        const verdict = unfinishedPull(subject({ events, now: at(14) }), 14);
        assert.equal(verdict.state === "failed" && verdict.cause, "serverError");
        assert.match(JSON.stringify(verdict), /not done after 14 s: .*503 Service Unavailable/);
    });

    it("keeps the time of a pull that came at the last moment", () => {
        const verdict = unfinishedPull(subject({ events: [pulled(POD, "27s (27s including waiting)")] }), 30);
        assert.equal(verdict.state === "pulled" && verdict.seconds, 27);
    });
});
