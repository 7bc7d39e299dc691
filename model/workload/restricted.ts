/**
 * Where a pod leaves the Pod Security standard "restricted", as its admission plugin decides it
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards). Fields that are not known yet are not judged, nor
 * those of SELinux, AppArmor, sysctls and Windows.
 */
import { type Fault, propertyPath, within } from "../fault";
import { CONTAINER_FIELDS } from "../kubernetes/pullPolicy";
import { type Fields, fieldsAt, isFields, listAt } from "./fields";

const VOLUMES = [
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
];

/** One fault for each field of the pod's spec. */
export function restrictedFaults(spec: Fields): Fault[] {
    const pod = fieldsAt(spec, "securityContext");
    return [
        ...["hostNetwork", "hostPID", "hostIPC"].flatMap((field) => expected(spec[field] !== true, field, "false")),
        ...within("securityContext", userFaults(pod)),
        ...listAt(spec, "volumes").flatMap((volume, index) =>
            within(propertyPath("volumes", index), volumeFaults(volume)),
        ),
        ...CONTAINER_FIELDS.flatMap((field) =>
            listAt(spec, field).flatMap((container, index) =>
                within(propertyPath(field, index), containerFaults(container, pod)),
            ),
        ),
    ];
}

function containerFaults(container: Fields, pod: Fields): Fault[] {
    const { securityContext: security = {} } = container;
    return [
        ...listAt(container, "ports").flatMap(({ hostPort }, index) =>
            expected(!hostPort, propertyPath("ports", index, "hostPort"), "none"),
        ),
        ...(isFields(security) ? within("securityContext", securityFaults(security, pod)) : []),
    ];
}

function securityFaults(security: Fields, pod: Fields): Fault[] {
    const { capabilities = {}, runAsNonRoot = pod.runAsNonRoot, seccompProfile = pod.seccompProfile } = security;
    return [
        ...expected(security.privileged !== true, "privileged", "false"),
        ...expected(isOr(security.allowPrivilegeEscalation, false), "allowPrivilegeEscalation", "false"),
        ...expected(isOr(runAsNonRoot, true), "runAsNonRoot", "true"),
        ...userFaults(security),
        ...expected(seccompProfile !== undefined, "seccompProfile", "RuntimeDefault or Localhost"),
        ...(isFields(capabilities) ? capabilityFaults(capabilities) : []),
    ];
}

function capabilityFaults(capabilities: Fields): Fault[] {
    const added = textsAt(capabilities, "add").filter((name) => name !== "NET_BIND_SERVICE");
    return [
        ...expected(textsAt(capabilities, "drop").includes("ALL"), "capabilities.drop", "ALL"),
        ...expected(added.length === 0, "capabilities.add", "NET_BIND_SERVICE only"),
    ];
}

/** True for a value that is not known yet, too. */
function isOr(value: unknown, wanted: boolean): boolean {
    return value === wanted || (typeof value === "object" && value !== null && !isFields(value));
}

function userFaults(security: Fields): Fault[] {
    const { type } = fieldsAt(security, "seccompProfile");
    return [
        ...expected(security.runAsUser !== 0, "runAsUser", "a user other than root"),
        ...expected(type !== "Unconfined", "seccompProfile.type", "RuntimeDefault or Localhost"),
    ];
}

function volumeFaults(volume: Fields): Fault[] {
    const source = Object.keys(volume).find((key) => key !== "name" && !VOLUMES.includes(key));
    return source === undefined ? [] : expected(false, source, VOLUMES.join(", "));
}

function expected(holds: boolean, property: string, accepted: string): Fault[] {
    return holds ? [] : [{ property, reason: `leaves Pod Security "restricted"; expected ${accepted}` }];
}

function textsAt(fields: Fields, key: string): readonly unknown[] {
    const value = fields[key];
    return Array.isArray(value) ? value : [];
}
