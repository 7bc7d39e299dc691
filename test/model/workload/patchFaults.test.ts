import assert from "node:assert/strict";
import { labels, Role } from "../../../model/kubernetes/labels";
import { type PatchedPod, podPatchFaults } from "../../../model/workload/patchFaults";
import { faultTexts } from "../../support/faultTexts";

const OWN = labels(Role.Application, "shop");
const [[KEY, VALUE] = ["", ""]] = Object.entries(OWN);

function faults(patch: unknown, different: Partial<PatchedPod> = {}): string[] {
    return faultTexts(podPatchFaults(patch, { main: "application", labels: OWN, ...different }));
}

const spec = (containers: unknown[], others: object = {}) => ({ spec: { containers, ...others } });

describe("a patch of a pod that is taken", () => {
    class Later {}
    const taken: [string, unknown][] = [
        ["says nothing", {}],
        ["adds labels and annotations", { metadata: { labels: { team: "a" }, annotations: { note: "x" } } }],
        ["repeats a label of the component", { metadata: { labels: { [KEY]: VALUE } } }],
        ["changes the component's container", spec([{ name: "application", workingDir: "/app" }])],
        ["adds a container", spec([{ name: "proxy", image: "r.io/proxy:1" }])],
        ["takes a container away", spec([{ name: "proxy", $patch: "delete" }])],
        ["is an object of Kubernetes", { apiVersion: "v1", kind: "PodTemplate" }],
        ["is known later", new Later()],
        ["has parts that are known later", spec([new Later(), { name: new Later() }])],
        ["is of another policy where each is taken", { spec: { restartPolicy: "Never" } }],
    ];
    for (const [what, patch] of taken) {
        it(`is one that ${what}`, () => assert.deepEqual(faults(patch), []));
    }
});

describe("a patch of a pod that is refused", () => {
    const refused: [string, unknown, RegExp][] = [
        ["is not an object", "text", /^"text" is not an object$/],
        ["is nothing", null, /^null is not an object$/],
        ["is a list", [], /^\[\] is not an object$/],
        ["has another part", { status: {} }, /^status: is not a part of a pod template; expected metadata or spec$/],
        [
            "changes a label",
            { metadata: { labels: { [KEY]: "x" } } },
            /^metadata\.labels\[.*\]: is ".*", by which the pods/,
        ],
        [
            "gives the component's image",
            spec([{ name: "application", image: "a:1" }]),
            /^spec\.containers\[0\]\.image: is set by the component/,
        ],
        [
            "takes the component's container away",
            spec([
                { name: "proxy", image: "a:1" },
                { name: "application", $patch: "delete" },
            ]),
            /^spec\.containers\[1\]\.\$patch: the container "application" cannot be taken away$/,
        ],
        [
            "adds a container without an image",
            spec([{ name: "proxy" }]),
            /^spec\.containers\[0\]\.name: "proxy" is a new container, without an image; the component's own is "application"$/,
        ],
        [
            "says a field in another form",
            spec([], { hostNetwork: "yes" }),
            /^spec\.hostNetwork: "yes"; expected true or false$/,
        ],
    ];
    for (const [what, patch, text] of refused) {
        it(`is one that ${what}`, () => {
            const [first = "", ...others] = faults(patch);
            assert.match(first, text);
            assert.deepEqual(others, []);
        });
    }

    it("is one of another restart policy, where only one is taken", () => {
        const policy = (restartPolicy?: string) => faults({ spec: { restartPolicy } }, { restartPolicy: "Never" });
        assert.deepEqual([policy(), policy("Never")], [[], []]);
        assert.deepEqual(policy("Always"), ['spec.restartPolicy: "Always"; expected Never']);
    });
});
