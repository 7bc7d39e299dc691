// An application's team: a ServiceAccount with the rights that docs/rights.md lists, and a kubeconfig with its token.
import * as fs from "node:fs";
import { parse } from "yaml";
import { apply, kubectl } from "../../../platform/kubernetes/kubectl";
import { KUBECONFIG } from "../../../platform/paths";
import { documentText } from "../../docs/blocks";

export interface Right {
    readonly resources: readonly string[];
    readonly where: string;
    readonly verbs: readonly string[];
}

/** The rows of the table that begins with `resources`. */
export function documentedRights(): Right[] {
    const [, table = ""] = documentText("docs/rights.md").split(
        "| resources | where | verbs | for |\n|---|---|---|---|\n",
    );
    const rows = table.slice(0, table.indexOf("\n\n")).split("\n");
    return rows.map((row) => {
        const [, resources = "", where = "", verbs = ""] = row.split("|").map((cell) => cell.trim());
        const names = [...resources.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
        return { resources: names, where, verbs: verbs.split(", ") };
    });
}

/** Grants exactly these rights, in place of those before. */
export async function grant(namespace: string, rights: readonly Right[]): Promise<void> {
    const rules = (where: string) =>
        rights
            .filter((right) => right.where === where)
            .flatMap(({ resources, verbs }) => resources.map(ruleFor(verbs)));
    const group = "rbac.authorization.k8s.io";
    const subjects = [{ kind: "ServiceAccount", name: "team", namespace }];
    const binding = (kind: string) => ({ apiGroup: group, kind, name: namespace });
    const inside = { name: namespace, namespace };
    const version = `${group}/v1`;
    await apply([
        { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "team", namespace } },
        { apiVersion: version, kind: "Role", metadata: inside, rules: rules("namespace") },
        { apiVersion: version, kind: "RoleBinding", metadata: inside, subjects, roleRef: binding("Role") },
        { apiVersion: version, kind: "ClusterRole", metadata: { name: namespace }, rules: rules("cluster") },
        {
            apiVersion: version,
            kind: "ClusterRoleBinding",
            metadata: { name: namespace },
            subjects,
            roleRef: binding("ClusterRole"),
        },
    ]);
}

export async function withdraw(namespace: string): Promise<void> {
    await kubectl(["delete", "clusterrolebinding,clusterrole", namespace, "--ignore-not-found"]);
}

/** Writes the kubeconfig of the team. */
export async function writeTeamKubeconfig(namespace: string, file: string): Promise<void> {
    const token = (await kubectl(["create", "token", "team", "-n", namespace])).trim();
    const config = parse(fs.readFileSync(KUBECONFIG, "utf8")) as { users: { name: string; user: object }[] };
    const users = config.users.map(({ name }) => ({ name, user: { token } }));
    fs.writeFileSync(file, JSON.stringify({ ...config, users }), { mode: 0o600 });
}

function ruleFor(verbs: readonly string[]): (resource: string) => object {
    return (resource) => {
        const [name, apiGroup = ""] = resource.split(".");
        return { apiGroups: [apiGroup], resources: [name], verbs };
    };
}
