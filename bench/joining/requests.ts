// Who asked the API server how often between two moments, from its audit log.
import { existsSync, readFileSync, statSync } from "node:fs";
import { AUDIT_LOG } from "../../platform/kubernetes/audit";

export interface Requests {
    /** Of the account of the hold. */
    readonly hold: number;
    /** Of the node's kubelet. */
    readonly kubelet: number;
    /** Of controllers and scheduler, about the node and the two namespaces. */
    readonly controllers: number;
}

interface Line {
    readonly user: { readonly username: string };
    readonly objectRef?: { readonly namespace?: string; readonly name?: string };
}

export const auditPosition = () => (existsSync(AUDIT_LOG) ? statSync(AUDIT_LOG).size : 0);

export function requestsSince(position: number, node: string, namespaces: readonly string[]): Requests {
    const text = readFileSync(AUDIT_LOG).subarray(position).toString("utf8");
    const lines = text.split("\n").flatMap(lineOf);
    const count = (matches: (line: Line) => boolean) => lines.filter(matches).length;
    const [hold = ""] = namespaces;
    return {
        hold: count(({ user }) => user.username.startsWith(`system:serviceaccount:${hold}:`)),
        kubelet: count(({ user }) => user.username === `system:node:${node}`),
        controllers: count(
            ({ user, objectRef }) =>
                /^system:(serviceaccount:kube-system:|kube-)/.test(user.username) &&
                (namespaces.includes(objectRef?.namespace ?? "") || objectRef?.name === node),
        ),
    };
}

/** The last one may not be written to its end. */
function lineOf(text: string): Line[] {
    try {
        return text === "" ? [] : [JSON.parse(text) as Line];
    } catch {
        return [];
    }
}
