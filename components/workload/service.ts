/** The Service of an application. */
import type { types } from "@pulumi/kubernetes";
import { Service } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { labels, Role } from "../../model/kubernetes/labels";
import { annotations as ownAnnotations } from "../shared/objectMetadata";
import { refusesForeign } from "../shared/ownership";
import type { ApplicationArgs, ServiceArgs } from "./applicationArgs";

export function applicationService(
    parent: pulumi.Resource,
    name: string,
    { namespace, port, cluster }: ApplicationArgs,
    { type, port: servicePort = port, annotations }: ServiceArgs,
): Service {
    const selector = labels(Role.Application, name);
    const spec: types.input.core.v1.ServiceSpec = {
        type: type ?? "ClusterIP",
        selector,
        ports: [{ name: "http", port: servicePort ?? 0, targetPort: "http" }],
    };
    // Pulumi would wait for its endpoints, which the Deployment does already, and which an autoscaler may never start.
    const own = { ...ownAnnotations(), "pulumi.com/skipAwait": "true" };
    const metadata = {
        name,
        namespace,
        labels: selector,
        annotations: pulumi.output(annotations).apply((given) => ({ ...given, ...own })),
    };
    const hooks = refusesForeign(name, { kind: "Service", name, namespace, cluster });
    return new Service(name, { metadata, spec }, { parent, hooks });
}
