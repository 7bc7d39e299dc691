// A block of docs/new-nodes.md, kept here so that the compiler sees it.
import { NodeWarmup } from "../../../components";

new NodeWarmup("node-warmup", {
    namespace: "platform",
    kubectlImage: "myregistry.azurecr.io/kubectl:v1.35.2",
});
