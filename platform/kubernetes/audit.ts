/** Who asks the API server for what: written only for measurements, because it costs every request. */
import * as path from "node:path";
import { LOG, PLATFORM } from "../paths";

/** With `1` in this variable, the API server is started again with its audit log. */
export const AUDIT_VARIABLE = "AKS_IMAGE_DELIVERY_AUDIT";

/** A line of JSON for each request that it gets. */
export const AUDIT_LOG = path.join(LOG, "audit.log");

export const AUDIT_POLICY = path.join(PLATFORM, "audit.yaml");

export const auditPolicy = {
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    omitStages: ["ResponseStarted", "ResponseComplete", "Panic"],
    rules: [{ level: "Metadata" }],
};

export function auditFlags(): Record<string, string> {
    return process.env[AUDIT_VARIABLE] === "1"
        ? { "audit-policy-file": AUDIT_POLICY, "audit-log-path": AUDIT_LOG }
        : {};
}
