/** The variables of a container, from values and from Secrets, each after those it refers to. */
import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt } from "../../model/fault";
import { type EnvironmentOrder, environmentOrder, isServiceVariable } from "../../model/workload/environment";
import { type Fields, isFields, listAt } from "../../model/workload/fields";
import type { EnvSource, WorkloadArgs } from "../shared/arguments";
import { isPlain, refuse } from "../shared/checks";
import { whenKnown } from "../shared/whenKnown";

/** As they were written: values first. */
export function environment(args: WorkloadArgs): types.input.core.v1.EnvVar[] | undefined {
    const values = Object.entries(args.env ?? {}).map(([name, value]) => ({ name, value }));
    const secrets = Object.entries(args.secretEnv ?? {}).map(([name, secretKeyRef]) => ({
        name,
        valueFrom: { secretKeyRef },
    }));
    return values.length + secrets.length === 0 ? undefined : [...values, ...secrets];
}

export function environmentSources(sources: EnvSource[] | undefined): types.input.core.v1.EnvFromSource[] | undefined {
    return sources?.map(({ configMap, secret, prefix, optional }) => ({
        prefix,
        ...(configMap === undefined ? {} : { configMapRef: { name: configMap, optional } }),
        ...(secret === undefined ? {} : { secretRef: { name: secret, optional } }),
    }));
}

/** Variables that refer to each other in a circle, as far as their values are known. */
export function circleFaults(container: Fields): Fault[] {
    const { circles } = orderOf(
        container,
        listAt(container, "env").map(({ value }) => value),
    );
    return circles.flatMap((circle) =>
        faultsAt("env", `${circle} is a circle, so one of them is never expanded; write $$(NAME) for the text itself`),
    );
}

/** The container with its variables in order. Reports what nothing defines. */
export function withOrderedEnvironment(component: string, resource: pulumi.Resource, container: Fields): Fields {
    const { env } = container;
    const ordered = whenKnown([env], ([list]) =>
        Array.isArray(list) ? whenKnown(list, (entries) => orderedList(component, resource, container, entries)) : list,
    );
    return env === undefined ? container : { ...container, env: ordered };
}

function orderedList(
    component: string,
    resource: pulumi.Resource,
    container: Fields,
    entries: readonly unknown[],
): unknown {
    const names = entries.map((entry) => (isFields(entry) ? entry.name : undefined));
    if (names.some((name) => typeof name !== "string") || new Set(names).size < names.length) {
        return entries;
    }
    const known = { ...container, env: entries };
    const values = entries.map((entry) => (entry as Fields).value);
    const sorted = (texts: readonly unknown[]) => {
        refuse(
            component,
            circleFaults({ ...known, env: entries.map((entry, i) => ({ ...(entry as Fields), value: texts[i] })) }),
        );
        const order = orderOf(known, texts);
        for (const { variable, name } of order.undefinedNames) {
            void pulumi.log.warn(
                `env: ${variable} refers to $(${name}), which nothing defines: the program gets that text; write $$(${name}) where it is meant`,
                resource,
            );
        }
        return order.names.map((name) => names.indexOf(name));
    };
    if (values.every((value) => isPlain(value))) {
        return sorted(values).map((index) => entries[index]);
    }
    // The order of variables tells nothing of a secret value, and each entry is a secret only where it holds one.
    const order = pulumi.unsecret(pulumi.output(values as unknown[]).apply(sorted));
    return entries.map((_entry, place) => order.apply((indices) => entries[indices[place] ?? place]));
}

function orderOf(container: Fields, texts: readonly unknown[]): EnvironmentOrder {
    const { envFrom = [] } = container;
    const imported = (name: string) =>
        isServiceVariable(name) ||
        // A source without a prefix may define every name, and so may one that is not known yet.
        !Array.isArray(envFrom) ||
        listAt(container, "envFrom").some(({ prefix }) => typeof prefix !== "string" || name.startsWith(prefix));
    const variables = listAt(container, "env").map(({ name }, index) => {
        const text = texts[index];
        return { name: String(name), text: typeof text === "string" ? text : undefined };
    });
    return environmentOrder(variables, imported);
}
