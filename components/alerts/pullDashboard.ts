/** The dashboard of PullAlerts, as a resource that the Azure portal shows. */
import * as dashboards from "@pulumi/azure-native/dashboard";
import * as pulumi from "@pulumi/pulumi";
import { pullDashboard } from "../../model/alerts/dashboard";
import type { AlertedImage } from "../../model/alerts/prometheus";
import { failedPullsOfRegistry } from "../../model/alerts/queries";
import { AzureType, expectAzureId } from "../../model/registry/azureIds";
import type { PullAlertsArgs } from "./pullAlertsArgs";

/** What the dashboard shows. */
interface Shown {
    readonly clusterId: pulumi.Output<string>;
    readonly workspaceId: pulumi.Output<string>;
    readonly registryId?: pulumi.Output<string>;
    readonly images: readonly AlertedImage[];
}

export function dashboardResource(parent: pulumi.Resource, name: string, args: PullAlertsArgs, shown: Shown): void {
    const { resourceGroupName, location, tags } = args;
    const dashboard = new dashboards.Dashboard(name, { resourceGroupName, location, tags }, { parent });
    const serializedData = pulumi.all([shown.clusterId, shown.workspaceId, shown.registryId]).apply(definition(shown));
    new dashboards.DashboardDefinition(
        name,
        // The service knows one definition of a dashboard, by this name.
        { resourceGroupName, dashboardName: dashboard.name, definitionName: "default", properties: { serializedData } },
        { parent: dashboard },
    );
}

function definition({ images }: Shown) {
    return ([clusterId, workspaceId, registryId]: [string, string, string | undefined]) =>
        JSON.stringify(
            pullDashboard({
                title: "Image pulls",
                cluster: expectAzureId(AzureType.Cluster, clusterId).names[0],
                images,
                registryLog:
                    registryId === undefined
                        ? undefined
                        : { workspaceId, failedPulls: failedPullsOfRegistry(registryId) },
            }),
        );
}
