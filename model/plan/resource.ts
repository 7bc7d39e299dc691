/** The resources that a program asks for, as a plan compares and shows them. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Stands for a secret in a plan. Two secrets are never told apart: a plan is read where secrets must not be. */
export const SECRET = "[secret]";

/** Stands for a value that is known only once something is deployed. */
export const COMPUTED = "<computed>";

/** Durations as Pulumi writes them, such as `960s`; absent where the provider's own default holds. */
export interface Waits {
    readonly create?: string;
    readonly update?: string;
    readonly delete?: string;
}

export interface PlanResource {
    /** Its identity: with the types of its parents, its type and its name. */
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** True for a group of other resources, which is nothing in the cloud on its own. */
    readonly component: boolean;
    /** What the program gives. */
    readonly inputs: JsonObject;
    /** What a component says about itself; empty for other resources. */
    readonly outputs: JsonObject;
    readonly customTimeouts: Waits;
    readonly protect: boolean;
    readonly retainOnDelete: boolean;
    readonly deleteBeforeReplace: boolean;
    readonly ignoreChanges: readonly string[];
    readonly replaceOnChanges: readonly string[];
}

/** How people call a resource: its type without the version of an API, and its name. */
export function titleOf({ type, name }: Pick<PlanResource, "type" | "name">): string {
    return `${type.split(":").at(-1)} ${name}`;
}
