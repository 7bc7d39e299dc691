import assert from "node:assert/strict";
import fc from "fast-check";
import { type PullFact, pulledSize, pullFact } from "../../../model/pulls/events";
import { anyText } from "../../support/anyText";
import { IMAGE } from "../../support/pullErrors";

const ERROR = `rpc error: code = NotFound desc = failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;

/** Event texts as kubelets wrote them, with the version that began to. */
const TEXTS: readonly [string, PullFact | undefined][] = [
    [`Pulling image "${IMAGE}"`, { kind: "pulling", image: IMAGE }],
    [`Successfully pulled image "${IMAGE}"`, { kind: "pulled", image: IMAGE }],
    // 1.21
    [`Successfully pulled image "${IMAGE}" in 1.466729067s`, { kind: "pulled", image: IMAGE, seconds: 1.466729067 }],
    // 1.27
    [
        `Successfully pulled image "${IMAGE}" in 1.5s (3m53.5s including waiting)`,
        { kind: "pulled", image: IMAGE, seconds: 1.5, waitingSeconds: 232 },
    ],
    // 1.30
    [
        `Successfully pulled image "${IMAGE}" in 27.88s (27.88s including waiting). Image size: 68507108 bytes.`,
        { kind: "pulled", image: IMAGE, seconds: 27.88, waitingSeconds: 0, bytes: 68_507_108 },
    ],
    [
        `Successfully pulled image "${IMAGE}" in 50ms (50ms including waiting). Image size: 0 bytes.`,
        { kind: "pulled", image: IMAGE, seconds: 0.05, waitingSeconds: 0 },
    ],
    [`Container image "${IMAGE}" already present on machine`, { kind: "present", image: IMAGE }],
    // 1.33
    [
        `Container image "${IMAGE}" already present on machine and can be accessed by the pod`,
        { kind: "present", image: IMAGE },
    ],
    [`Failed to pull image "${IMAGE}": ${ERROR}`, { kind: "failed", image: IMAGE, error: ERROR }],
    ["Error: ErrImagePull", { kind: "failed", error: "ErrImagePull" }],
    ["Error: ImagePullBackOff", { kind: "failed", error: "ImagePullBackOff" }],
    [`Back-off pulling image "${IMAGE}"`, { kind: "backOff", image: IMAGE }],
    // 1.31
    [`Back-off pulling image "${IMAGE}": ErrImagePull: ${ERROR}`, { kind: "backOff", image: IMAGE, error: ERROR }],
    [
        `Failed to apply default image tag "A:1": couldn't parse image name "A:1": invalid reference format`,
        { kind: "failed", image: "A:1", error: `couldn't parse image name "A:1": invalid reference format` },
    ],
    [
        `Container image "${IMAGE}" is not present with pull policy of Never`,
        { kind: "failed", image: IMAGE, error: `Container image "${IMAGE}" is not present with pull policy of Never` },
    ],
    [
        `Failed to inspect image "${IMAGE}": rpc error: code = DeadlineExceeded desc = context deadline exceeded`,
        {
            kind: "failed",
            image: IMAGE,
            error: `Failed to inspect image "${IMAGE}": rpc error: code = DeadlineExceeded desc = context deadline exceeded`,
        },
    ],
    // CRI-O, of a short name.
    [
        'Failed to inspect image "": rpc error: code = Unknown desc = short-name "app:1" did not resolve',
        {
            kind: "failed",
            error: 'Failed to inspect image "": rpc error: code = Unknown desc = short-name "app:1" did not resolve',
        },
    ],
    [
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed pulling image "pause:3.1": no such host',
        { kind: "failed", image: "pause:3.1", error: "no such host", sandbox: true },
    ],
    // Not about pulls, although some of them read alike.
    ["Error: failed to create containerd task: OCI runtime create failed", undefined],
    [`Error: secret "zoneapi" not found`, undefined],
    ["Error: CrashLoopBackOff", undefined],
    ["Back-off restarting failed container app in pod zoneapi", undefined],
    ["Created container: app", undefined],
    ["Pulling image", undefined],
    ["", undefined],
];

describe("the size that an event tells", () => {
    const pulled = `Successfully pulled image "${IMAGE}" in 2s (2s including waiting). Image size: 685 bytes.`;

    it("is that of a pull which went well", () => {
        assert.deepEqual(pulledSize({ reason: "Pulled", message: pulled }), { image: IMAGE, bytes: 685 });
        for (const [reason, message] of [
            ["Failed", pulled],
            ["Pulled", `Successfully pulled image "${IMAGE}" in 2s`],
            ["Pulled", `Container image "${IMAGE}" already present on machine`],
            ["Pulled", "something else"],
        ] as const) {
            assert.equal(pulledSize({ reason, message }), undefined, message);
        }
    });
});

describe("an event's text about a pull", () => {
    it("is read in the wording of every version", () => {
        for (const [text, fact] of TEXTS) {
            assert.deepEqual(pullFact(text), fact, text);
        }
    });

    it("means the same when similar events were combined", () => {
        for (const [text, fact] of TEXTS) {
            assert.deepEqual(pullFact(`(combined from similar events): ${text}`), fact, text);
        }
    });

    it("keeps an error of several lines", () => {
        const fact = pullFact(`Failed to pull image "${IMAGE}": first\nsecond "quoted"`);
        assert.deepEqual(fact, { kind: "failed", image: IMAGE, error: 'first\nsecond "quoted"' });
    });

    it("has its image back as it was before Go quoted it", () => {
        assert.deepEqual(pullFact('Pulling image "a\\"b\\\\c\\u00e4"'), { kind: "pulling", image: 'a"b\\cä' });
        assert.deepEqual(pullFact('Pulling image "a\\x07b"'), { kind: "pulling", image: "a\\x07b" });
        fc.assert(
            fc.property(fc.string(), (image) => {
                assert.deepEqual(pullFact(`Pulling image ${JSON.stringify(image)}`), { kind: "pulling", image });
            }),
        );
    });

    it("is read without an error, whatever it is", () => {
        const words = fc.constantFrom(
            "Pulling image ",
            "Successfully pulled image ",
            "Failed to pull image ",
            "Back-off pulling image ",
            '"',
            "\\",
            " in ",
            "1.5s",
            "(2s including waiting)",
            ". Image size: ",
            "99999999999999999999 bytes",
            ": ",
        );
        const text = fc.array(fc.oneof(words, anyText())).map((parts) => parts.join(""));
        fc.assert(
            fc.property(text, (message) => {
                const fact = pullFact(message);
                assert.ok(
                    fact === undefined || ["pulling", "pulled", "present", "failed", "backOff"].includes(fact.kind),
                );
            }),
        );
    });
});
