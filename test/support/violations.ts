// Runs one rule as Pulumi does, on what a program would hand to the engine, and returns what it reports.
import type { Policies, PolicyResource, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { unknownCheckingProxy } from "@pulumi/policy";
import { imageDeliveryPolicies } from "../../policy/policies";

/** What Pulumi's SDK writes for a value that a preview does not know. */
export { unknownValue as UNKNOWN } from "@pulumi/pulumi/runtime/rpc";

export interface Given {
    readonly type: string;
    readonly props: object;
    readonly settings?: object;
    /** In seconds; 0 is what the engine says for none. */
    readonly timeouts?: { readonly createSeconds: number; readonly updateSeconds: number };
}

export function violations(name: string, { type, props, settings, timeouts }: Given): string[] {
    const policy = rule(name);
    const reported: string[] = [];
    const args = {
        type,
        props: unknownCheckingProxy(props),
        urn: "",
        name: "it",
        opts: { customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0, ...timeouts } },
        getConfig: () => settings ?? {},
    } as unknown as ResourceValidationArgs;
    if ("validateResource" in policy && typeof policy.validateResource === "function") {
        void policy.validateResource(args, (message) => reported.push(message));
    }
    return reported;
}

export interface StackResource {
    readonly urn: string;
    readonly type: string;
    readonly props: object;
    /** Urns of the resources that a property was taken from. */
    readonly from?: Readonly<Record<string, readonly string[]>>;
}

export function stackViolations(name: string, given: readonly StackResource[], settings: object): string[] {
    const policy = rule(name);
    const reported: string[] = [];
    const resources = given.map(
        ({ urn, type, props }) => ({ urn, type, props: unknownCheckingProxy(props) }) as unknown as PolicyResource,
    );
    for (const [index, resource] of resources.entries()) {
        const from = Object.entries(given[index]?.from ?? {});
        resource.propertyDependencies = Object.fromEntries(
            from.map(([property, urns]) => [property, resources.filter(({ urn }) => urns.includes(urn))]),
        );
    }
    if ("validateStack" in policy) {
        const args = { resources, getConfig: () => settings } as unknown as StackValidationArgs;
        void policy.validateStack(args, (message, urn) => reported.push(urn ? `${urn}: ${message}` : message));
    }
    return reported;
}

function rule(name: string): Policies[number] {
    const found = imageDeliveryPolicies.find((policy) => policy.name === name);
    if (found === undefined) {
        throw new Error(`there is no rule ${name}`);
    }
    return found;
}
