/** The pod that puts images on its node and keeps them there. */
import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { CONTAINER_SECURITY, podSecurity } from "../../model/workload/podDefaults";
import type { PlacementArgs } from "../shared/arguments";
import { placement, withStartupToleration } from "../shared/pod";
import { PrepullMethod } from "./prepullArgs";

type PodSpec = types.input.core.v1.PodSpec;
type Container = types.input.core.v1.Container;

/** A user that owns nothing in any image. */
const USER = 65532;

const TOOLS = { name: "tools", mountPath: "/aks-image-delivery" };
const BUSYBOX = `${TOOLS.mountPath}/busybox`;

export interface PrepullPodArgs extends PlacementArgs {
    readonly images: readonly pulumi.Input<string>[];
    readonly method: PrepullMethod;
    readonly helperImage: pulumi.Input<string>;
    readonly startupTaint?: string;
}

export function prepullPod(args: PrepullPodArgs): PodSpec {
    return {
        ...placement(args),
        // New nodes are held back until they have the image.
        tolerations: withStartupToleration(args.tolerations, args.startupTaint),
        ...(args.method === PrepullMethod.ImageVolume ? withImageVolume(args) : withInitContainer(args)),
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        // Nothing is lost when it ends, and a replaced DaemonSet must not hold its node for the usual 30 s.
        terminationGracePeriodSeconds: 1,
        securityContext: podSecurity(USER),
    };
}

/** Nothing of an image is run, so one without a shell or an entrypoint works; mounted, it is safe from garbage collection. */
function withImageVolume(args: PrepullPodArgs): Pick<PodSpec, "containers" | "volumes"> {
    const volumes = args.images.map((reference, index) => ({
        name: numbered("image", index),
        image: { reference, pullPolicy: "IfNotPresent" },
    }));
    const volumeMounts = volumes.map(({ name }) => ({ name, mountPath: `/${name}`, readOnly: true }));
    return { containers: [{ ...helper(args, "hold"), volumeMounts }], volumes };
}

/** `image`, `image-2`, `image-3`. */
function numbered(name: string, index: number): string {
    return index === 0 ? name : `${name}-${index + 1}`;
}

/** The image itself runs, but only a binary that was brought along: it needs neither a shell nor a command of its own. */
function withInitContainer(args: PrepullPodArgs): Pick<PodSpec, "initContainers" | "containers" | "volumes"> {
    const copy = ["/bin/busybox", "cp", "/bin/busybox", BUSYBOX];
    return {
        initContainers: [{ ...helper(args, "tools"), command: copy, volumeMounts: [TOOLS] }],
        containers: args.images.map((image, index) => ({
            ...helper(args, numbered("hold", index)),
            image,
            command: [BUSYBOX, "sleep", "2147483647"],
            volumeMounts: [{ ...TOOLS, readOnly: true }],
        })),
        volumes: [{ name: TOOLS.name, emptyDir: {} }],
    };
}

function helper(args: PrepullPodArgs, name: string): Container {
    return {
        name,
        image: args.helperImage,
        imagePullPolicy: "IfNotPresent",
        // No CPU limit: a small one slows the start of the sandbox by seconds.
        resources: { requests: { cpu: "1m", memory: "8Mi" } },
        securityContext: { ...CONTAINER_SECURITY, readOnlyRootFilesystem: true },
    };
}
