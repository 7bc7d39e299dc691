import { pushImage } from "../../../platform/kubernetes/images";
import { describeFault } from "./fault";

describeFault({
    name: "missing",
    title: "a digest that was never pushed",
    reference: (good) => good.replace(/sha256:.*/, `sha256:${"0".repeat(64)}`),
    says: [/: not found: /, /image-delivery (tags|manifests) 127\.0\.0\.1/],
});

describeFault({
    name: "platform",
    title: "an image for another processor",
    // An index: containerd takes a single image as it is, whatever its platform.
    reference: async (good) => {
        const [registry = ""] = good.split("/");
        const platforms = ["linux/s390x", "linux/ppc64le"];
        return (await pushImage({ repository: "e2e/fault-platform", platforms, registry, seed: Date.now() })).reference;
    },
    says: [/: wrong platform: /, /docker buildx build --platform/],
});
