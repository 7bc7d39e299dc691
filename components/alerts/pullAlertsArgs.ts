/** The arguments of the alerts on image pulls, and what is wrong with them. */
import type * as pulumi from "@pulumi/pulumi";
import type { AlertedImage } from "../../model/alerts/prometheus";
import { collect, type Fault, faultsAt, propertyPath, within } from "../../model/fault";
import { parseImageSize } from "../../model/image/size";
import { AzureType, azureIdFaults } from "../../model/registry/azureIds";
import { type PaceArgs, readPace } from "../../model/timeouts/pullRate";
import { PACE_ARGUMENTS } from "../shared/argumentNames";
import { type Arguments, INPUT, list, PLAIN, readArguments, required } from "../shared/argumentSpec";
import { checked, faultsOf, refuse } from "../shared/checks";

/** An image whose pulls are watched. */
export interface AlertedImageArgs extends PaceArgs {
    /** Compressed size that a node downloads, as given to the rollout: `650MB`, `1.2GB` or `620MiB`. */
    size: string;
}

/** What is watched, and who is told. */
export interface PullAlertsArgs {
    /** Resource group of the alerts. */
    resourceGroupName: pulumi.Input<string>;
    /** Region of the rules. By default each rule is in the region of its workspace: Azure accepts no other. */
    location?: pulumi.Input<string>;
    /** Resource id of the cluster. */
    clusterId: pulumi.Input<string>;
    /** Resource id of the Log Analytics workspace with the cluster's events and the registry's. */
    workspaceId: pulumi.Input<string>;
    /** Resource id of the registry. Without it, the registry is not watched. */
    registryId?: pulumi.Input<string>;
    /**
     * Alerts when a pull fails on a new node that `NodeWarmup` holds back, with the node, the image and the cause; off by
     * default. It needs the pod inventory of Container Insights.
     */
    heldNodes?: boolean;
    /** Alerts when the registry holds more than this, in GiB; 400 by default, 80 % of the 500 that Premium includes. */
    storageGiB?: number;
    /**
     * Resource id of an Azure Monitor workspace with the cluster's Prometheus metrics. Two metrics are not among those that
     * AKS sends by default: add `kubelet_image_pull_duration_seconds_bucket` to the keep list of its kubelet target, and
     * `kube_pod_init_container_status_waiting_reason` to that of kube-state.
     */
    metricsWorkspaceId?: pulumi.Input<string>;
    /** Images whose slow pulls are reported; needs `metricsWorkspaceId`. None by default. */
    images?: AlertedImageArgs[];
    /**
     * Also creates a dashboard of pulls, of the kind that the Azure portal shows under Dashboards with Grafana, at no cost;
     * false by default. Needs `metricsWorkspaceId`. `image-delivery dashboard` prints the same for any other Grafana.
     */
    dashboard?: boolean;
    /** Resource id of the action group to use; one is created by default. */
    actionGroupId?: pulumi.Input<string>;
    /** Email addresses of the action group; required when one is created, refused with `actionGroupId`. */
    emails?: string[];
    /** Tags of everything that is created; none by default. */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

const ALERTED_IMAGE: Arguments<AlertedImageArgs> = { size: required(PLAIN), ...PACE_ARGUMENTS };

export const ALERTS_ARGUMENTS: Arguments<PullAlertsArgs> = {
    resourceGroupName: required(INPUT),
    location: INPUT,
    clusterId: required(INPUT),
    workspaceId: required(INPUT),
    registryId: INPUT,
    heldNodes: PLAIN,
    storageGiB: PLAIN,
    metricsWorkspaceId: INPUT,
    images: list(ALERTED_IMAGE),
    dashboard: PLAIN,
    actionGroupId: INPUT,
    emails: PLAIN,
    tags: INPUT,
};

export function planAlerts(name: string, given: PullAlertsArgs) {
    const component = `PullAlerts "${name}"`;
    const { args, faults: form } = readArguments(ALERTS_ARGUMENTS, given);
    const faults = [...receiverFaults(args), ...metricsFaults(args), ...storageFaults(args.storageGiB)];
    const id = (property: string, type: AzureType, value: pulumi.Input<string>) =>
        checked(component, faults, property, value, (known) => azureIdFaults(type, known));
    const optional = (property: string, type: AzureType, value: pulumi.Input<string> | undefined) =>
        value === undefined ? undefined : id(property, type, value);
    const plan = {
        clusterId: id("clusterId", AzureType.Cluster, args.clusterId),
        workspaceId: id("workspaceId", AzureType.LogWorkspace, args.workspaceId),
        registryId: optional("registryId", AzureType.Registry, args.registryId),
        metricsWorkspaceId: optional("metricsWorkspaceId", AzureType.MetricsWorkspace, args.metricsWorkspaceId),
        actionGroupId: optional("actionGroupId", AzureType.ActionGroup, args.actionGroupId),
        images: (args.images ?? []).flatMap((image, index) => alertedImage(faults, index, image) ?? []),
    };
    refuse(component, faultsOf(form, faults));
    return plan;
}

function alertedImage(faults: Fault[], index: number, image: AlertedImageArgs): AlertedImage | undefined {
    const own: Fault[] = [];
    const bytes = collect(own, "size", () => parseImageSize(image.size));
    const pace = readPace(own, image);
    faults.push(...within(propertyPath("images", index), own));
    return bytes === undefined ? undefined : { bytes, pace };
}

function receiverFaults({ actionGroupId, emails = [] }: PullAlertsArgs): Fault[] {
    const faults = emails.flatMap((email, index) =>
        /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
            ? []
            : faultsAt(
                  propertyPath("emails", index),
                  `"${email}" is not a mail address; expected such as oncall@shop.example`,
              ),
    );
    if (actionGroupId === undefined && emails.length === 0) {
        faults.push(...faultsAt("emails", "there is none, so nobody would be told; give some, or an actionGroupId"));
    }
    if (actionGroupId !== undefined && emails.length > 0) {
        const reason = "the action group that is given by id has its own receivers; leave one of both out";
        faults.push({ property: "emails", reason });
    }
    return faults;
}

function metricsFaults({ images = [], dashboard = false, metricsWorkspaceId }: PullAlertsArgs): Fault[] {
    if (metricsWorkspaceId !== undefined) {
        return [];
    }
    const known = "how long pulls take is known from metrics only; give metricsWorkspaceId, or leave";
    return [
        ...(images.length === 0 ? [] : faultsAt("images", `${known} images out`)),
        ...(dashboard ? faultsAt("dashboard", `${known} dashboard out`) : []),
    ];
}

function storageFaults(storageGiB: number | undefined): Fault[] {
    if (storageGiB === undefined || (storageGiB > 0 && Number.isFinite(storageGiB))) {
        return [];
    }
    return faultsAt("storageGiB", `${storageGiB} is not an amount of storage; expected over 0`);
}
