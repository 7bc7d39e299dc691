/** Where rules must be: a service that evaluates one finds it only in the region of the workspace that it asks. */
// One file of each module: to load all of Log Analytics for a look-up takes longer than the rest of the alerts.
import { getAzureMonitorWorkspaceOutput } from "@pulumi/azure-native/monitor/getAzureMonitorWorkspace";
import { getWorkspaceOutput } from "@pulumi/azure-native/operationalinsights/getWorkspace";
import type * as pulumi from "@pulumi/pulumi";
import { AzureType, expectAzureId } from "../../model/registry/azureIds";
import { normaliseRegion } from "../../model/registry/regions";
import type { Subscriptions } from "../registry/subscriptions";

export function logWorkspaceRegion(id: pulumi.Output<string>, subscriptions: Subscriptions): pulumi.Output<string> {
    const workspace = subscriptions.look(
        id.apply((known) => expectAzureId(AzureType.LogWorkspace, known)),
        ({ resourceGroup, names }, opts) =>
            getWorkspaceOutput({ resourceGroupName: resourceGroup, workspaceName: names[0] ?? "" }, opts),
    );
    return workspace.apply(({ location }) => normaliseRegion(location));
}

export function metricsWorkspaceRegion(id: pulumi.Output<string>, subscriptions: Subscriptions): pulumi.Output<string> {
    const workspace = subscriptions.look(
        id.apply((known) => expectAzureId(AzureType.MetricsWorkspace, known)),
        ({ resourceGroup, names }, opts) =>
            getAzureMonitorWorkspaceOutput(
                { resourceGroupName: resourceGroup, azureMonitorWorkspaceName: names[0] ?? "" },
                opts,
            ),
    );
    return workspace.apply(({ location }) => normaliseRegion(location));
}
