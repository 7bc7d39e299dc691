/** Prometheus rules that find slow and failed pulls; the declared size's pull timeout is the threshold. */
import { grouped } from "../grouped";
import { formatImageSize } from "../image/size";
import { type Pace, pullSeconds } from "../timeouts/pullTime";

export interface AlertedImage {
    readonly bytes: number;
    readonly pace: Pace;
}

export interface PrometheusAlert {
    readonly alert: string;
    readonly expression: string;
    /** ISO 8601. */
    readonly for: string;
    readonly summary: string;
}

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** The kubelet's own size classes (`image_size_in_bytes` of Kubernetes 1.30 to 1.36), with their lower bounds. */
const SIZE_CLASSES: readonly (readonly [number, string])[] = [
    [0, "0-10MB"],
    [10 * MIB, "10MB-100MB"],
    [100 * MIB, "100MB-500MB"],
    [500 * MIB, "500MB-1GB"],
    [GIB, "1GB-5GB"],
    [5 * GIB, "5GB-10GB"],
    [10 * GIB, "10GB-20GB"],
    [20 * GIB, "20GB-30GB"],
    [30 * GIB, "30GB-40GB"],
    [40 * GIB, "40GB-60GB"],
    [60 * GIB, "60GB-100GB"],
    [100 * GIB, "GT100GB"],
];

/** The largest bucket of each histogram: a quantile is never above it, so neither may a threshold be. */
const LARGEST_PULL_BUCKET = 3600;
const LARGEST_OPERATION_BUCKET = 745;

/** Of each node's kubelet, by the size class of the image. */
export const PULL_DURATION = "kubelet_image_pull_duration_seconds_bucket";

const WAITING_REASONS = "ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName";

export function sizeClass(bytes: number): string {
    // The kubelet counts a size on the bound to the class below it.
    const [, label] = SIZE_CLASSES.findLast(([above]) => bytes > above) ?? [0, "0-10MB"];
    return label;
}

/** Rules for one cluster, by the name under which its metrics are labelled. */
export function pullRules(cluster: string, images: readonly AlertedImage[]): PrometheusAlert[] {
    return [...slowPullsBySize(cluster, images), ...slowPulls(cluster, images), ...waitingPodAlerts(cluster)];
}

/** One rule for a size class; the largest timeout of the images in it counts. */
function slowPullsBySize(cluster: string, images: readonly AlertedImage[]): PrometheusAlert[] {
    return classClocks(images).map(({ label, seconds, bytes }) => {
        const selector = `cluster="${cluster}",image_size_in_bytes="${label}"`;
        const size = formatImageSize(bytes);
        return {
            alert: `SlowImagePull_${label}`,
            expression: `${percentile(PULL_DURATION, selector)} >= ${seconds}`,
            for: "PT1M",
            summary: `Pulls of images of ${label} take over ${seconds} s, the timeout for the declared ${size}`,
        };
    });
}

/** Each size class that an image is in, with the timeout and the size of the largest. */
export function classClocks(images: readonly AlertedImage[]) {
    return [...grouped(images, ({ bytes }) => sizeClass(bytes))].map(([label, members]) => ({
        label,
        seconds: Math.min(largestTimeout(members), LARGEST_PULL_BUCKET),
        bytes: Math.max(...members.map((each) => each.bytes)),
    }));
}

/** For kubelets before 1.30, which know nothing of sizes. */
function slowPulls(cluster: string, images: readonly AlertedImage[]): PrometheusAlert[] {
    if (images.length === 0) {
        return [];
    }
    const seconds = Math.min(largestTimeout(images), LARGEST_OPERATION_BUCKET);
    const selector = `cluster="${cluster}",operation_type="pull_image"`;
    return [
        {
            alert: "SlowImagePull",
            expression: `${percentile("kubelet_runtime_operations_duration_seconds_bucket", selector)} >= ${seconds}`,
            for: "PT1M",
            summary: `Image pulls take over ${seconds} s, the timeout for the largest declared image`,
        },
    ];
}

function waitingPodAlerts(cluster: string): PrometheusAlert[] {
    return [
        {
            // Without the reason, which alternates between the pull and the wait after it: each change would begin again.
            alert: "ImagePullFailing",
            expression: `sum by (namespace, pod, container) (${waitingForImages(cluster)}) > 0`,
            for: "PT5M",
            summary: "A container has been waiting for its image for 5 minutes",
        },
    ];
}

/** Containers and init containers whose pull fails, with the reason. */
export function waitingForImages(cluster: string): string {
    const selector = `{cluster="${cluster}",reason=~"${WAITING_REASONS}"}`;
    const metrics = ["kube_pod_container_status_waiting_reason", "kube_pod_init_container_status_waiting_reason"];
    return metrics.map((metric) => `${metric}${selector}`).join(" or ");
}

function largestTimeout(images: readonly AlertedImage[]): number {
    return Math.max(...images.map(({ bytes, pace }) => pullSeconds(bytes, pace)));
}

/** 95 of 100 pulls of the last half hour were at least this fast. */
function percentile(metric: string, selector: string): string {
    return `histogram_quantile(0.95, sum by (le) (${recentPulls(metric, selector)}))`;
}

/**
 * The pulls of the last half hour. A series that appears begins with its first pull, of which a rate sees nothing: what was not
 * there before counts as it is.
 */
export function recentPulls(metric: string, selector: string): string {
    const series = `${metric}{${selector}}`;
    return `(${series} unless ${series} offset 30m) or increase(${series}[30m])`;
}
