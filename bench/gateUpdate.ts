// One `up` of a pre-pull of a benchmark's own, with the moments that its gate is measured by.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { ImageRollout } from "../components";
import { PAUSE_IMAGE } from "../platform/kubernetes/images";
import { KUBECONFIG } from "../platform/paths";
import { clusterProvider } from "../test/e2e/support/provider";
import { Scenario } from "../test/e2e/support/scenario";
import { secondsOf } from "./median";

/** What happened in the `up`; moments are seconds from the start of the pre-pull. */
export interface GateUpdate {
    /** Undefined where the gate did not open. */
    readonly open?: number;
    /** When a cause was said as a warning. */
    readonly warned?: number;
    readonly ended: number;
    /** The whole `up`. */
    readonly up: number;
    /** Its warnings and errors. */
    readonly text: string;
}

/** @param name of stack and namespace. @param started is told when the pre-pull starts. */
export async function gateUpdate(
    name: string,
    images: readonly string[],
    size: string,
    started: () => void = () => {},
): Promise<GateUpdate> {
    const scenario = new Scenario(name, async () => {
        const shared = { namespace: name, nodes: 1, helperImage: PAUSE_IMAGE };
        const cluster = { kubeconfig: KUBECONFIG };
        const named = images.map((image, index) => ({ name: `image-${index + 1}`, image, size }));
        new ImageRollout("bench", { ...shared, cluster, images: named }, { provider: clusterProvider() });
    });
    await scenario.prepare();
    try {
        const stack = await scenario.stack();
        const moments = new Moments(started);
        const up = await secondsOf(() =>
            stack.up({ onEvent: (event) => moments.hear(event) }).catch((error) => moments.fail(error)),
        );
        return { up, ...moments.known() };
    } finally {
        await scenario.remove();
    }
}

class Moments {
    private startedAt = Number.POSITIVE_INFINITY;
    private openAt?: number;
    private warnedAt?: number;
    private failed = false;
    private text = "";

    constructor(private readonly started: () => void) {}

    hear({ resourcePreEvent, resOutputsEvent, diagnosticEvent }: EngineEvent): void {
        if (resourcePreEvent?.metadata.type === "kubernetes:apps/v1:DaemonSet" && this.startedAt > performance.now()) {
            this.startedAt = performance.now();
            this.started();
        }
        if (resOutputsEvent?.metadata.type === "kubernetes:core/v1:ConfigMap") {
            this.openAt = performance.now();
        }
        if (diagnosticEvent?.severity === "warning" && diagnosticEvent.message.includes("pre-pull of")) {
            this.warnedAt ??= performance.now();
        }
        if (diagnosticEvent?.severity === "warning" || diagnosticEvent?.severity === "error") {
            this.text += diagnosticEvent.message;
        }
    }

    fail(error: Error): void {
        if (this.startedAt > performance.now()) {
            throw error;
        }
        this.failed = true;
    }

    known(): Omit<GateUpdate, "up"> {
        const { openAt, warnedAt, failed, text } = this;
        const since = (at: number) => (at - this.startedAt) / 1_000;
        return {
            ended: since(performance.now()),
            text,
            ...(openAt !== undefined && !failed && { open: since(openAt) }),
            ...(warnedAt !== undefined && { warned: since(warnedAt) }),
        };
    }
}
