/** Alerts on image pulls that fail or take too long, before a release finds out. */
import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import { failedPullsOfCluster, failedPullsOfHeldNodes, failedPullsOfRegistry } from "../../model/alerts/queries";
import { Subscriptions } from "../registry/subscriptions";
import { type PullAlertsArgs, planAlerts } from "./pullAlertsArgs";
import { dashboardResource } from "./pullDashboard";
import { logAlert, metricRules, storageAlert } from "./rules";
import { logWorkspaceRegion, metricsWorkspaceRegion } from "./workspaceRegion";

/**
 * Alerts on pulls that fail, as nodes and registry see them, by log queries (about 1.50 USD a month each); on a registry
 * that fills up, by a metric (0.10 USD); and on pulls that take longer than the timeout of their declared size and
 * containers that wait for an image, by Prometheus rules.
 */
export class PullAlerts extends pulumi.ComponentResource {
    /** Resource id of the action group that is notified. */
    readonly actionGroupId: pulumi.Output<string>;

    constructor(name: string, args: PullAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
        const { workspaceId, clusterId, registryId, metricsWorkspaceId, ...plan } = planAlerts(name, args);
        super("aks-image-delivery:index:PullAlerts", name, {}, opts);
        this.actionGroupId = plan.actionGroupId ?? this.actionGroup(name, args);
        const subscriptions = new Subscriptions(name, this, `PullAlerts "${name}"`);
        const workspace = {
            id: workspaceId,
            location: args.location ?? logWorkspaceRegion(workspaceId, subscriptions),
        };
        const target = { parent: this, actionGroupId: this.actionGroupId, args };
        logAlert(`${name}-nodes`, target, workspace, {
            title: "Nodes fail to pull images",
            query: clusterId.apply(failedPullsOfCluster),
            splitBy: ["Namespace"],
        });
        if (args.heldNodes) {
            logAlert(`${name}-held-nodes`, target, workspace, {
                title: "A pull that fails keeps new nodes from taking pods",
                query: clusterId.apply(failedPullsOfHeldNodes),
                splitBy: ["Node", "Image", "Cause"],
            });
        }
        if (registryId !== undefined) {
            logAlert(`${name}-registry`, target, workspace, {
                title: "The registry fails pulls",
                query: registryId.apply(failedPullsOfRegistry),
                // A replica that is behind or broken shows in its region alone.
                splitBy: ["Region", "Status"],
            });
            storageAlert(`${name}-storage`, target, registryId);
        }
        if (metricsWorkspaceId !== undefined) {
            const metrics = {
                id: metricsWorkspaceId,
                location: args.location ?? metricsWorkspaceRegion(metricsWorkspaceId, subscriptions),
            };
            metricRules(name, target, metrics, clusterId, plan.images);
        }
        if (args.dashboard) {
            dashboardResource(this, name, args, { clusterId, workspaceId, registryId, images: plan.images });
        }
        this.registerOutputs({ actionGroupId: this.actionGroupId });
    }

    private actionGroup(name: string, { resourceGroupName, emails = [], tags }: PullAlertsArgs): pulumi.Output<string> {
        const emailReceivers = emails.map((emailAddress) => ({
            name: emailAddress,
            emailAddress,
            useCommonAlertSchema: true,
        }));
        // Action groups are in no region. The short name, at most 12 characters, stands in the mails.
        const group = { resourceGroupName, location: "Global", groupShortName: "image-pulls" };
        return new monitor.ActionGroup(name, { ...group, enabled: true, emailReceivers, tags }, { parent: this }).id;
    }
}
