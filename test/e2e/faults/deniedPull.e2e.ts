import { describeFault } from "./fault";

describeFault({
    name: "denied",
    title: "a node that has no right to pull",
    settings: { rules: [{ fault: "status", status: 401 }] },
    says: [/: (token refused|no credential|pull access denied)/, /docker (login|pull)|kubectl create secret/],
});
