/** What an application says of its pods: the port and the probes of its container, and the labels that find them. */
import type { types } from "@pulumi/kubernetes";
import { labels, Role } from "../../model/kubernetes/labels";
import { DEFAULT_START_SECONDS, PROBE_SECONDS } from "../../model/workload/podDefaults";
import type { ApplicationSettings } from "./applicationArgs";
import type { PodKind } from "./podTemplate";

type Container = types.input.core.v1.Container;

export function applicationPod(component: string, name: string, args: ApplicationSettings): PodKind {
    const ports = args.port === undefined ? undefined : [{ name: "http", containerPort: args.port }];
    return {
        component,
        main: "application",
        labels: labels(Role.Application, name),
        restartPolicy: undefined,
        container: { ports, ...probes(args) },
    };
}

function probes(args: ApplicationSettings): Pick<Container, "readinessProbe" | "livenessProbe" | "startupProbe"> {
    const { readinessPath, livenessPath, probeTimeoutSeconds } = args;
    const failureThreshold = Math.ceil((args.startSeconds ?? DEFAULT_START_SECONDS) / PROBE_SECONDS);
    const probe = (path: string): types.input.core.v1.Probe => ({
        httpGet: { path, port: "http" },
        periodSeconds: PROBE_SECONDS,
        timeoutSeconds: probeTimeoutSeconds,
    });
    return {
        readinessProbe: readinessPath === undefined ? undefined : probe(readinessPath),
        livenessProbe: livenessPath === undefined ? undefined : probe(livenessPath),
        // Keeps the liveness probe from restarting a container that is still starting.
        startupProbe: livenessPath === undefined ? undefined : { ...probe(livenessPath), failureThreshold },
    };
}
