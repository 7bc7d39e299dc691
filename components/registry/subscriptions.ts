/** Look-ups in the subscription that an id names: a provider looks into its own only, where something else may have the name. */
import * as authorization from "@pulumi/azure-native/authorization";
import { Provider, type ProviderArgs } from "@pulumi/azure-native/provider";
import * as pulumi from "@pulumi/pulumi";
import type { AzureId } from "../../model/registry/azureIds";
import { lookedUp } from "./lookedUp";

export class Subscriptions {
    private own: pulumi.Output<string> | undefined;
    private readonly providers = new Map<string, Provider>();

    /**
     * @param name of the component, which names the providers of other subscriptions
     * @param component as errors name it
     */
    constructor(
        private readonly name: string,
        private readonly parent: pulumi.Resource,
        private readonly component = name,
    ) {}

    /** Asks for what an id names, where it is. */
    look<T>(
        id: pulumi.Output<AzureId>,
        ask: (id: AzureId, opts: pulumi.InvokeOutputOptions) => pulumi.Input<T>,
    ): pulumi.Output<T> {
        const config = () => authorization.getClientConfigOutput({ parent: this.parent });
        this.own ??= lookedUp(this.component, "who is signed in", config()).apply(
            ({ subscriptionId }) => subscriptionId,
        );
        return pulumi.all([id, this.own]).apply(([known, own]) => {
            const isOwn = known.subscription.toLowerCase() === own.toLowerCase();
            const opts = isOwn ? { parent: this.parent } : { provider: this.providerOf(known.subscription) };
            const asked = pulumi.output(ask(known as AzureId, opts)) as pulumi.Output<T>;
            return lookedUp(this.component, wordsOf(known as AzureId), asked);
        }) as pulumi.Output<T>;
    }

    private providerOf(subscriptionId: string): Provider {
        const known =
            this.providers.get(subscriptionId) ??
            subscriptionProvider(`${this.name}-${subscriptionId}`, subscriptionId, { parent: this.parent });
        this.providers.set(subscriptionId, known);
        return known;
    }
}

function wordsOf({ subscription, resourceGroup, type, names }: AzureId): string {
    return `${type} ${names.join("/")} in resource group ${resourceGroup} of subscription ${subscription}`;
}

/** A provider for another subscription, which signs in as the stack does. */
export function subscriptionProvider(name: string, subscriptionId: string, opts?: pulumi.ResourceOptions): Provider {
    return new Provider(name, { ...configured(), subscriptionId }, opts);
}

/** How the stack signs in, by configuration; a provider of one's own knows only the environment's. */
function configured(): ProviderArgs {
    const config = new pulumi.Config("azure-native");
    const texts = [
        "environment",
        "tenantId",
        "clientId",
        "msiEndpoint",
        "oidcRequestUrl",
        "oidcTokenFilePath",
    ] as const;
    const secrets = ["clientSecret", "oidcToken", "oidcRequestToken"] as const;
    const flags = ["useMsi", "useOidc", "useDefaultAzureCredential"] as const;
    return Object.fromEntries([
        ...texts.map((key) => [key, config.get(key)]),
        ...secrets.map((key) => [key, config.getSecret(key)]),
        ...flags.map((key) => [key, config.getBoolean(key)]),
    ]);
}
