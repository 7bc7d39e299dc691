/** What the components put into every pod where the arguments say nothing else. */

/** What every container must say under Pod Security "restricted". */
export const CONTAINER_SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

/** What every pod must say under "restricted", and the user and groups that it runs as. */
export function podSecurity(user: number) {
    return {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: user,
        fsGroup: user,
        // Without it the kubelet changes the owner of every file of a volume at each start, which can take minutes.
        fsGroupChangePolicy: "OnRootMismatch",
        seccompProfile: { type: "RuntimeDefault" },
    };
}

/** The `app` user of .NET images. */
export const DEFAULT_USER = 1654;

/** Between two probes. */
export const PROBE_SECONDS = 5;

export const DEFAULT_START_SECONDS = 60;
