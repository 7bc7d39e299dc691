// What to do about a permission that is missing: a role that holds exactly what the wait reads.
import { ClusterError } from "./errors";

export interface Reading {
    /** For the text: `the pre-pull gate`. */
    readonly who: string;
    /** Name of the role to create. */
    readonly role: string;
    /** As `kubectl create clusterrole --resource` takes them: `pods`, `daemonsets.apps`. */
    readonly resources: readonly string[];
}

/** The error with the commands that grant what is missing, if that is what it is about; else the error itself. */
export function withRole(error: unknown, { who, role, resources }: Reading): unknown {
    if (!(error instanceof ClusterError) || error.kind !== "forbidden") {
        return error;
    }
    const user = /User "([^"]+)"/.exec(error.answer ?? "")?.[1] ?? "<user>";
    const message = [
        `${error.message}. An administrator lets ${who} read what it needs with:`,
        `  kubectl create clusterrole ${role} --verb=list,watch --resource=${resources.join(",")}`,
        `  kubectl create clusterrolebinding ${role} --clusterrole=${role} --user=${shellWord(user)}`,
    ];
    return new ClusterError("forbidden", message.join("\n"), error.asked, error.answer);
}

/** The text as one word of a shell. */
export function shellWord(text: string): string {
    return /^[\w@:.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
