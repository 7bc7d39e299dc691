/**
 * How `kubelogin` signs in, written into the kubeconfig that Azure gives out. In a file of its own: what reads YAML takes longer to
 * load than the rest of the registry's half, and most clusters without Entra ID never need it.
 */
import { parseDocument, YAMLMap, YAMLSeq } from "yaml";
import type { KubeLogin } from "./kubeLogin";

/**
 * The kubeconfig with that way of signing in. Azure writes `devicecode`, which prints a code and waits for a person: within a
 * program nobody sees it, and Conditional Access often forbids it. A kubeconfig without kubelogin is returned as it is.
 */
export function withLogin(kubeconfig: string, login: KubeLogin): string {
    const document = parseDocument(kubeconfig);
    const users = document.get("users");
    const changed = (users instanceof YAMLSeq ? users.items : []).filter(
        (user) => user instanceof YAMLMap && setLogin(user.getIn(["user", "exec"]), login),
    );
    return changed.length > 0 ? document.toString({ lineWidth: 0 }) : kubeconfig;
}

function setLogin(exec: unknown, login: KubeLogin): boolean {
    const args = exec instanceof YAMLMap ? exec.get("args") : undefined;
    if (!(exec instanceof YAMLMap && args instanceof YAMLSeq) || !/kubelogin/.test(String(exec.get("command")))) {
        return false;
    }
    const words = (args.toJSON() as unknown[]).map(String);
    const at = words.findIndex((word) => /^(--login|-l)(=|$)/.test(word));
    const others = at < 0 ? words : words.toSpliced(at, words[at]?.includes("=") ? 1 : 2);
    exec.set("args", [...others, "--login", login]);
    return true;
}
