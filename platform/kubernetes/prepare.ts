/** Writes what the processes need before they start: certificates, kubeconfigs and configuration files. */
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "./command";
import { configFiles, kubeconfig } from "./configs";
import { BIN, NODE, NODE_ADDRESS, PKI, PLATFORM, SERVICE_ADDRESS } from "./paths";
import { KUBECONFIGS } from "./services";

/** The programs whose files changed: those that run with the old ones have to be started anew. */
export async function prepareFiles(): Promise<Set<string>> {
    const changed = new Set<string>();
    await ensureCertificates();
    for (const [name, file] of Object.entries(KUBECONFIGS)) {
        writeIfChanged(file, kubeconfigOf(name), 0o600);
    }
    for (const [name, text] of Object.entries(configFiles())) {
        if (writeIfChanged(path.join(PLATFORM, name), text)) {
            changed.add(READERS[name] ?? "containerd");
        }
    }
    return changed;
}

/** The configuration on disk is the one that the sources ask for now. */
export function filesAreCurrent(): boolean {
    return Object.entries(configFiles()).every(([name, text]) => holds(path.join(PLATFORM, name), text));
}

/** Which program reads a configuration file; containerd reads its own and the network's. */
const READERS: Readonly<Record<string, string>> = {
    "registry.yaml": "registry",
    "admission.yaml": "kube-apiserver",
    "kubelet.yaml": "kubelet",
};

/** Made in a folder beside and renamed, so that half of a set is never used. */
async function ensureCertificates(): Promise<void> {
    if (fs.existsSync(PKI)) {
        return;
    }
    const unfinished = `${PKI}.unfinished`;
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.mkdirSync(path.dirname(PKI), { recursive: true });
    await run(path.join(BIN, "tools"), [
        "certificates",
        `-folder=${unfinished}`,
        `-node=${NODE}`,
        `-address=${NODE_ADDRESS}`,
        `-service-address=${SERVICE_ADDRESS}`,
    ]);
    fs.renameSync(unfinished, PKI);
}

function kubeconfigOf(name: string): string {
    const read = (file: string) => fs.readFileSync(path.join(PKI, file), "utf8");
    return kubeconfig({ ca: read("ca.crt"), certificate: read(`${name}.crt`), key: read(`${name}.key`) });
}

export function writeIfChanged(file: string, text: string, mode = 0o644): boolean {
    if (holds(file, text)) {
        return false;
    }
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode });
    return true;
}

function holds(file: string, text: string): boolean {
    return fs.existsSync(file) && fs.readFileSync(file, "utf8") === text;
}
