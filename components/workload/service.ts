/** The Service of an application. */
import type { types } from "@pulumi/kubernetes";
import { Service } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { labels, Role } from "../../model/kubernetes/labels";
import { ANNOTATIONS } from "../shared/objectMetadata";
import type { ApplicationArgs, ServiceArgs } from "./applicationArgs";

/** Pulumi would wait for its endpoints, which the Deployment does already, and in vain where an autoscaler starts from zero. */
const OWN_ANNOTATIONS = { ...ANNOTATIONS, "pulumi.com/skipAwait": "true" };

export function applicationService(
    parent: pulumi.Resource,
    name: string,
    { namespace, port }: ApplicationArgs,
    { type, port: servicePort = port, annotations }: ServiceArgs,
): Service {
    const selector = labels(Role.Application, name);
    const spec: types.input.core.v1.ServiceSpec = {
        type: type ?? "ClusterIP",
        selector,
        ports: [{ name: "http", port: servicePort ?? 0, targetPort: "http" }],
    };
    const metadata = {
        name,
        namespace,
        labels: selector,
        annotations: pulumi.output(annotations).apply((given) => ({ ...given, ...OWN_ANNOTATIONS })),
    };
    return new Service(name, { metadata, spec }, { parent });
}
