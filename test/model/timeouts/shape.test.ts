// What a rollout's timeouts are derived from: defaults, and all faults named together.
import assert from "node:assert/strict";
import { Network } from "../../../model/timeouts/pullTime";
import { completeShape } from "../../../model/timeouts/shape";

describe("completeShape", () => {
    it("fills in the defaults", () => {
        assert.deepEqual(completeShape({ imageBytes: 1 }), {
            imageBytes: 1,
            network: Network.Normal,
            nodes: 100,
            layers: 10,
            replicas: 1,
            runSeconds: 300,
            startSeconds: 60,
            timeoutSeconds: undefined,
            bytesPerSecond: undefined,
            alongside: [],
            awaitsRole: false,
        });
    });

    it("fills in the defaults of the other images too", () => {
        const { alongside } = completeShape({ imageBytes: 1, alongside: [{ imageBytes: 2, layers: undefined }] });
        assert.deepEqual(alongside, [{ imageBytes: 2, layers: 10 }]);
    });

    it("keeps what is given", () => {
        const counts = { nodes: 1, layers: 2, replicas: 3, runSeconds: 4, startSeconds: 5, timeoutSeconds: 1_000_000 };
        const others = { awaitsRole: true, bytesPerSecond: 7, alongside: [{ imageBytes: 8, layers: 9 }] };
        const shape = { imageBytes: 6, network: Network.Slow, ...counts, ...others };
        assert.deepEqual(completeShape(shape), shape);
    });

    for (const name of ["nodes", "layers", "replicas", "runSeconds", "startSeconds", "timeoutSeconds"]) {
        for (const value of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1_000_001]) {
            it(`refuses ${name} of ${value}`, () => {
                assert.throws(() => completeShape({ imageBytes: 1, [name]: value }), {
                    name: "Error",
                    message: `timeouts cannot be derived: ${name}: ${value} is out of range; expected a whole number of 1 to 1000000`,
                });
            });
        }
    }

    for (const bytes of [0, -1, 1.5, Number.NaN, 1e12 + 1]) {
        it(`refuses an image of ${bytes} bytes`, () => {
            assert.throws(() => completeShape({ imageBytes: bytes }), /imageBytes: .* is (not|more)/);
        });
    }

    it("refuses a network that it does not know", () => {
        const network = "fast" as Network;
        assert.throws(
            () => completeShape({ imageBytes: 1, network }),
            /network: "fast" is not accepted; expected normal or slow/,
        );
    });

    it("names all faults together", () => {
        const faulty = { imageBytes: 0, nodes: 0, replicas: 0.5, network: "fast" as Network };
        assert.throws(
            () => completeShape(faulty),
            /imageBytes: 0 is.*; nodes: 0 is.*; replicas: 0\.5 is.*; network: "fast"/,
        );
    });
});
