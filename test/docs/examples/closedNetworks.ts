// A block of docs/closed-networks.md, kept here so that the compiler sees it.
import { ImageRollout, NodeWarmup } from "../../../components";

const imagePrefix = "myregistry.azurecr.io/image-delivery";

new NodeWarmup("node-warmup", { namespace: "platform", imagePrefix });
new ImageRollout("shop", {
    namespace: "shop",
    imagePrefix,
    images: [{ name: "web", image: `myregistry.azurecr.io/web@${process.env.WEB_DIGEST}`, size: "210MB" }],
});
