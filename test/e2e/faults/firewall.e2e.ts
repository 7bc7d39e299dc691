import { describeFault } from "./fault";

describeFault({
    name: "firewall",
    title: "a registry that forbids the pull, as all but Azure's do without a firewall",
    settings: { rules: [{ fault: "status", status: 403 }] },
    says: [/: pull access denied: /, /docker login/],
});
