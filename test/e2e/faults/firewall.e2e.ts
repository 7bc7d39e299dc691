import { describeFault } from "./fault";

describeFault({
    name: "firewall",
    title: "a registry whose firewall refuses the node",
    settings: { rules: [{ fault: "status", status: 403 }] },
    says: [/: forbidden \(403\): /, /private endpoint/],
});
