import { describeFault } from "./fault";

describeFault({
    name: "down",
    title: "a registry at whose address nothing answers",
    reference: (good) => good.replace(/^[^/]+/, "127.0.0.1:9"),
    says: [/: connection refused: /, /In a reference localhost is the node itself/],
});
