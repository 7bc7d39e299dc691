// Prometheus rules: thresholds from the declared sizes, one rule for each of the kubelet's size classes.
import assert from "node:assert/strict";
import fc from "fast-check";
import { pullRules, sizeClass } from "../../../model/alerts/prometheus";
import { Network, pullSeconds } from "../../../model/timeouts/pullTime";

const MB = 1_000_000;
const MIB = 1024 ** 2;
const pace = { network: Network.Normal };

const thresholdOf = (expression: string) => Number(/>= (\d+)$/.exec(expression)?.[1]);

describe("sizeClass", () => {
    /** As Kubernetes writes them (`pkg/kubelet/metrics`), with the largest size of each in MiB. */
    const classes: [string, number][] = [
        ["0-10MB", 10],
        ["10MB-100MB", 100],
        ["100MB-500MB", 500],
        ["500MB-1GB", 1_024],
        ["1GB-5GB", 5 * 1_024],
        ["5GB-10GB", 10 * 1_024],
        ["10GB-20GB", 20 * 1_024],
        ["20GB-30GB", 30 * 1_024],
        ["30GB-40GB", 40 * 1_024],
        ["40GB-60GB", 60 * 1_024],
        ["60GB-100GB", 100 * 1_024],
    ];
    for (const [index, [label, most]] of classes.entries()) {
        it(`of ${most} MiB is ${label}, as the kubelet says, and of a byte more the next`, () => {
            assert.equal(sizeClass(most * MIB), label);
            assert.equal(sizeClass(most * MIB + 1), classes[index + 1]?.[0] ?? "GT100GB");
        });
    }

    it("of nothing is the smallest", () => assert.equal(sizeClass(0), "0-10MB"));
});

describe("pullRules", () => {
    it("takes the timeout of the declared size as the threshold", () => {
        const [slow] = pullRules("aks-1", [{ bytes: 650 * MB, pace }]);
        const series = 'kubelet_image_pull_duration_seconds_bucket{cluster="aks-1",image_size_in_bytes="500MB-1GB"}';
        assert.deepEqual(slow, {
            alert: "SlowImagePull_500MB-1GB",
            expression: `histogram_quantile(0.95, sum by (le) ((${series} unless ${series} offset 30m) or increase(${series}[30m]))) >= 300`,
            for: "PT1M",
            summary: "Pulls of images of 500MB-1GB take over 300 s, the timeout for the declared 650 MB",
        });
    });

    it("creates one rule for a class of sizes, with the longest timeout in it", () => {
        const rules = pullRules("aks-1", [
            { bytes: 600 * MB, pace },
            { bytes: 700 * MB, pace: { network: Network.Slow } },
            { bytes: 50 * MB, pace },
        ]);
        const bySize = rules.filter((rule) => rule.alert.startsWith("SlowImagePull_"));
        assert.deepEqual(
            bySize.map((rule) => thresholdOf(rule.expression)),
            [600, 120],
        );
        assert.match(bySize[0]?.summary ?? "", /over 600 s, the timeout for the declared 700 MB$/);
    });

    it("knows the older metric, which has no sizes, with the longest timeout of all", () => {
        const rule = pullRules("aks-1", [
            { bytes: 50 * MB, pace },
            { bytes: 650 * MB, pace },
        ]).find((each) => each.alert === "SlowImagePull");
        assert.match(rule?.expression ?? "", /kubelet_runtime_operations_duration_seconds_bucket\{.*pull_image/);
        assert.equal(thresholdOf(rule?.expression ?? ""), 300);
    });

    it("never sets a threshold above the largest bucket, which no quantile reaches", () => {
        fc.assert(
            fc.property(fc.integer({ min: 1, max: 1_000_000 * MB }), (bytes) => {
                const [bySize, any] = pullRules("aks-1", [{ bytes, pace }]);
                assert.equal(thresholdOf(bySize?.expression ?? ""), Math.min(pullSeconds(bytes), 3600));
                assert.equal(thresholdOf(any?.expression ?? ""), Math.min(pullSeconds(bytes), 745));
            }),
        );
    });

    it("finds containers and init containers that wait for an image, whatever is declared", () => {
        const [waiting, ...more] = pullRules("aks-1", []);
        assert.deepEqual(more, []);
        assert.equal(
            waiting?.expression,
            "sum by (namespace, pod, container) (" +
                'kube_pod_container_status_waiting_reason{cluster="aks-1",' +
                'reason=~"ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName"} or ' +
                'kube_pod_init_container_status_waiting_reason{cluster="aks-1",' +
                'reason=~"ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName"}) > 0',
        );
    });
});
