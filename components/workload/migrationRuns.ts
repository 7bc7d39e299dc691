/** What a migration does, for the name of its Job. A secret counts as present only: a name must not tell of its value. */
import * as pulumi from "@pulumi/pulumi";
import { isFields } from "../../model/workload/fields";
import { isPlain } from "../shared/checks";
import type { MigrationJobArgs } from "./migrationArgs";

/** Without the newer arguments, exactly what it was before there were any: another name runs a migration again. */
export function whatItRuns(args: MigrationJobArgs): pulumi.Output<unknown> {
    const { command, args: words, env = {}, secretEnv, volumes, envFrom, podTemplate } = args;
    return pulumi.output({
        command: withoutSecret(command),
        args: withoutSecret(words),
        env: withoutSecrets(env),
        secretEnv,
        volumes,
        envFrom,
        podTemplate: withoutSecrets(podTemplate),
    });
}

/** Each secret for itself: the rest of what holds it still counts. */
function withoutSecrets(value: unknown): unknown {
    if (!isPlain(value)) {
        return withoutSecret(value);
    }
    if (Array.isArray(value)) {
        return value.map(withoutSecrets);
    }
    return isFields(value)
        ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutSecrets(part)]))
        : value;
}

function withoutSecret(value: pulumi.Input<unknown>): pulumi.Output<unknown> {
    const known = pulumi.output(value);
    return pulumi.output(pulumi.isSecret(known)).apply((secret) => (secret ? "[secret]" : known));
}
