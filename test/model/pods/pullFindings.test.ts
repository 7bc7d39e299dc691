import assert from "node:assert/strict";
import type { EventFacts, NodeFacts, PodFacts } from "../../../model/kubernetes/facts";
import { type DiagnosisOptions, diagnosePod } from "../../../model/pods/diagnosis";
import { pullsAhead } from "../../../model/pods/pullFindings";
import { at, container, event, failed, node, pod, pulled, pulling } from "../../support/gateView";
import { IMAGE } from "../../support/pullErrors";

const POD = pod("aks-7");
const OTHER = "acr1.azurecr.io/proxy:2";

interface Question {
    readonly now?: number;
    readonly on?: NodeFacts;
    readonly options?: DiagnosisOptions;
}

function diagnosis(one: PodFacts, events: EventFacts[], { now = 400, on, options }: Question = {}) {
    return diagnosePod(one, events, on, at(now), options);
}

describe("a pod that was evicted", () => {
    const evicted = (different: Partial<PodFacts> = {}) =>
        pod("aks-7", {
            phase: "Failed",
            reason: "Evicted",
            message: "low on resource: ephemeral-storage",
            ...different,
        });
    const causeOf = (one: PodFacts, events: EventFacts[], now = 400) => diagnosis(one, events, { now }).cause?.name;

    it("during its pull, or before its image had come, had too small a disk", () => {
        const found = diagnosis(evicted(), [pulling(POD, 100)]);
        assert.deepEqual([found.phase, found.healthy, found.cause?.name], ["failed", false, "diskFull"]);
        assert.equal(found.image, IMAGE);
        assert.equal(found.text, `${IMAGE}: evicted during its pull: low on resource: ephemeral-storage`);
        assert.equal(found.sinceSeconds, 300);
        assert.equal(diagnosis(evicted({ containers: [] }), [failed(POD, "odd", 150)]).sinceSeconds, 250);
        for (const message of [
            "The node had condition: [DiskPressure].",
            "low on inodes",
            "Usage of EmptyDir volume",
        ]) {
            assert.equal(causeOf(evicted({ message }), [pulling(POD, 100)]), "diskFull", message);
        }
    });

    it("is of interest without its events for an hour", () => {
        const volume = container({ image: "" });
        const one = evicted({ containers: [volume, container()] });
        assert.deepEqual([causeOf(one, [], 3_599), causeOf(one, [], 3_600)], ["diskFull", undefined]);
        assert.equal(diagnosis(one, []).image, IMAGE);
        assert.equal(causeOf(one, [pulling(POD, 100)], 9_000), "diskFull");
    });

    it("after its image had come, or for something else, has no fault of its image", () => {
        const ran = container({ state: "terminated", reason: "Error", exitCode: 137, imageId: "1" });
        assert.equal(causeOf(evicted({ containers: [ran, container()] }), []), undefined);
        for (const message of ["low on resource: memory", undefined]) {
            assert.equal(causeOf(evicted({ message }), [pulling(POD, 100)]), undefined);
        }
        assert.equal(causeOf(evicted({ reason: "OutOfDisk" }), [pulling(POD, 100)]), undefined);
        assert.notEqual(causeOf(evicted({ phase: "Pending" }), [pulling(POD, 100)]), "diskFull");
    });
});

describe("a pull that fails", () => {
    const denied = "failed to authorize: failed to fetch anonymous token: 401 Unauthorized";
    const without = (names: string) => ({
        ...event(POD, `Unable to retrieve some image pull secrets (${names}); attempting to pull may not succeed.`, 1),
        reason: "FailedToRetrieveImagePullSecret",
    });

    it("is told with the pull secrets that do not exist, and how to create the first", () => {
        const one = diagnosis(POD, [failed(POD, denied, 1), without("regcred")]);
        assert.equal(one.cause?.name, "pullSecretMissing");
        assert.match(one.text, /^imagePullSecret regcred does not exist in namespace apps; acr1/);
        assert.match(one.advice ?? "", /docker-registry regcred /);
        const two = diagnosis(POD, [failed(POD, denied, 1), without("regcred, other")]);
        assert.match(two.text, /^imagePullSecrets regcred, other do not exist in namespace apps; acr1/);
        const none = diagnosis(POD, [failed(POD, denied, 1)]);
        assert.match(none.text, /^acr1/);
        assert.doesNotMatch(none.advice ?? "", /regcred/);
    });

    it("keeps what is said before a long text whole, and leaves half of the line to the text", () => {
        const long = `${denied} ${"of a registry ".repeat(40)}`;
        const { text } = diagnosis(POD, [failed(POD, long, 1), without(`${"a".repeat(120)}, ${"b".repeat(120)}`)]);
        assert.match(text, /^imagePullSecrets a{120}, b{120} do not exist in namespace apps; acr1/);
        const [lead = "", rest = ""] = text.split("; ");
        assert.ok(lead.length > 240 && rest.length > 100 && rest.length <= 150, text);
        assert.ok(diagnosis(POD, [failed(POD, long, 1)]).text.length <= 300);
    });

    it("is not a fault while the kubelet's own limit, or another pull, is in its way", () => {
        const healthy = (text: string, now: number) => diagnosis(POD, [failed(POD, text, 0)], { now }).healthy;
        assert.deepEqual([healthy("pull QPS exceeded", 119), healthy("pull QPS exceeded", 120)], [true, false]);
        assert.equal(healthy("no space left on device", -1), false, "an event's clock may be ahead");
        const waiting = container({ reason: "ErrImagePull", message: "pull QPS exceeded" });
        assert.equal(diagnosis({ ...POD, containers: [waiting] }, [], { now: 9_000 }).healthy, true);
    });

    it("is told with the state of its node", () => {
        const on = (ready: boolean, pressures: string[]) => node("aks-7", { ready, pressures });
        const text = (one?: NodeFacts) => diagnosis(POD, [failed(POD, "odd", 1)], { on: one }).text;
        assert.equal(text(on(false, ["DiskPressure"])), `${IMAGE}: odd (node: NotReady, DiskPressure)`);
        assert.equal(text(on(true, [])), `${IMAGE}: odd`);
        assert.equal(text(), `${IMAGE}: odd`);
    });

    it("has failed with its pod, and names the sandbox where it is the sandbox's", () => {
        assert.equal(diagnosis({ ...POD, phase: "Failed" }, [failed(POD, "odd", 1)]).phase, "failed");
        const ofSandbox = event(
            POD,
            'Failed to create pod sandbox: rpc error: code = NotFound desc = failed to get sandbox image "r.example/pause:3": failed to pull image "r.example/pause:3": r.example/pause:3: not found',
            1,
        );
        assert.match(diagnosis(POD, [ofSandbox]).text, /^r\.example\/pause:3, the image of the node's pod sandboxes: /);
    });
});

describe("a pull that goes on", () => {
    const other = (first: number) => event(POD, `Pulling image "${OTHER}"`, first);

    it("is the one that began first", () => {
        const one = { ...POD, containers: [container(), container({ image: OTHER })] };
        assert.equal(diagnosis(one, [pulling(POD, 20), other(10)]).image, OTHER);
        assert.equal(diagnosis(one, [pulling(POD, 10), other(20)]).image, IMAGE);
        assert.equal(diagnosis(one, [pulled(POD, 30), other(20)]).image, OTHER);
    });

    it("waits behind those that began earlier, where there are some", () => {
        const text = (count: number) =>
            diagnosis(POD, [pulling(POD, 0)], { options: { ahead: { count, seconds: 600 } } }).text;
        assert.match(text(0), /its size is unknown$/);
        assert.match(text(1), /, perhaps in the node's queue behind 1 pull that began earlier$/);
        assert.match(text(2), /behind 2 pulls that began earlier$/);
    });

    it("of unknown size is slow after 10 minutes, and a fault after 4 hours", () => {
        const one = (now: number) => diagnosis(POD, [pulling(POD, 0)], { now });
        assert.deepEqual([/slow/.test(one(600).text), /slow/.test(one(601).text)], [false, true]);
        assert.deepEqual([one(14_400).healthy, one(14_401).healthy], [true, false]);
        assert.equal(one(14_400).cause, undefined);
    });

    it("is named with its pod's end where a deadline came first, and only there", () => {
        const ended = (reason: string, message?: string) =>
            diagnosis({ ...POD, phase: "Failed", reason, message }, [pulling(POD, 100)]);
        assert.equal(ended("DeadlineExceeded").text, `${IMAGE}: ended during its pull: DeadlineExceeded`);
        assert.equal(ended("DeadlineExceeded").sinceSeconds, 300);
        assert.deepEqual([ended("NodeLost").healthy, ended("NodeLost").text], [true, "has failed: NodeLost"]);
        assert.equal(diagnosis({ ...POD, phase: "Failed" }, []).text, "has failed");
    });
});

describe("the pulls ahead of one on its node", () => {
    const open = (image: string, seconds: number) => ({ node: "aks-7", image, at: at(seconds) });

    it("are those of other images that began earlier, each once, with what they may take", () => {
        const own = open(IMAGE, 10);
        const all = [own, open("a:1", 5), open("a:1", 7), open("b:1", 9), open("c:1", 10), open(IMAGE, 1)];
        assert.deepEqual(pullsAhead(all, own, new Map([["a:1", 100]])), { count: 2, seconds: 700 });
        assert.deepEqual(pullsAhead([own], own, new Map()), { count: 0, seconds: 0 });
    });
});
