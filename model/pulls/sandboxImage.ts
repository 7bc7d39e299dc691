/** The image of the pod's sandbox ("pause"), which the runtime pulls for itself: the kubelet tells of it only where that fails. */

/** The kubelet's beginning (pkg/kubelet/kuberuntime/kuberuntime_manager.go), until 1.25 without "to". */
const FAILED = /^Failed (?:to )?create pod sandbox: /;

/** As containerd, dockershim and CRI-O name the image. */
const IMAGES: readonly RegExp[] = [
    /(?:failed to (?:get|pull)|failed pulling|error pulling|unable to (?:get|pull))(?: sandbox)? image \\?"([^"\\\s]+)\\?"(?:: (.+))?$/s,
    /docker:\/\/([^\s"]+?): (.+)$/s,
];

/** The image and why it cannot be pulled; undefined where the sandbox fails for another reason. */
export function sandboxImagePull(text: string): { image: string; error: string } | undefined {
    if (!FAILED.test(text)) {
        return undefined;
    }
    const [, image, error] = IMAGES.map((shape) => shape.exec(text)).find((match) => match !== null) ?? [];
    return image === undefined ? undefined : { image, error: error ?? text };
}
