import assert from "node:assert/strict";
import type { ContainerFacts, PodFacts } from "../../../model/kubernetes/facts";
import { completedContainer, isRemovable, runningContainer, waitsForItsImage } from "../../../model/pods/removable";
import { container, pod } from "../../support/gateView";

const WAITS = container({ name: "waits", reason: "ImagePullBackOff" });
const RUNS = container({ name: "runs", state: "running", reason: undefined, imageId: "1" });
const DONE = container({ name: "done", state: "terminated", reason: "Completed", exitCode: 0, imageId: "1" });
const FAILED = { ...DONE, exitCode: 1 };
const UNTOLD = container({ name: "untold", state: "unknown", reason: undefined });
const as = (kind: ContainerFacts["kind"], one: ContainerFacts) => ({ ...one, kind });

describe("a pod that may be deleted to end its back-off", () => {
    const cases: [string, ContainerFacts[], boolean, boolean, PodFacts["phase"]?][] = [
        ["waits for its image", [WAITS], true, true],
        ["waits for one of its images", [WAITS, container({ reason: "ContainerCreating" })], true, true],
        ["waits for nothing", [container()], false, false],
        ["waits for the image of its init container", [as("init", WAITS), container()], true, true],
        ["waits for that of a debug container only", [as("ephemeral", WAITS), RUNS], false, false],
        ["runs in another container", [WAITS, RUNS], false, true],
        ["runs a sidecar", [WAITS, as("sidecar", RUNS)], true, true],
        ["has completed a container", [WAITS, DONE], false, true],
        ["has completed an init container", [WAITS, as("init", DONE)], true, true],
        ["has a container that failed", [WAITS, FAILED], true, true],
        ["has started, and does not tell of a container", [WAITS, UNTOLD], false, true, "Running"],
        ["has not started, and does not tell of a container", [WAITS, UNTOLD], true, true, "Pending"],
        ["has started, and waits", [WAITS, container()], true, true, "Running"],
    ];
    for (const [what, containers, removable, byName, phase = "Pending"] of cases) {
        it(`is ${removable ? "one" : byName ? "one only by its name" : "none"} that ${what}`, () => {
            const one = pod("aks-7", { containers, phase });
            assert.deepEqual([isRemovable(one, false), isRemovable(one, true)], [removable, byName]);
        });
    }

    it("is judged by its main containers, which are named", () => {
        const one = pod("aks-7", { containers: [as("init", RUNS), as("init", DONE), WAITS, FAILED, DONE, RUNS] });
        assert.deepEqual([runningContainer(one), completedContainer(one), waitsForItsImage(one)], [RUNS, DONE, true]);
    });
});
