/** Writes what the processes need before they start: certificates, kubeconfigs and configuration files. */
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../machine/command";
import { BIN, PKI, SERVICE_ADDRESS } from "../paths";
import { FIRST_NODE, type RealNode } from "../realNode";
import { configFiles, kubeconfig } from "./configs";
import { kubeletKubeconfig } from "./node/services";
import { KUBECONFIGS } from "./services";

/** The programs whose files changed: those that run with the old ones have to be started again. */
export async function prepareFiles(nodes: readonly RealNode[]): Promise<Set<string>> {
    await ensureCertificates();
    for (const [name, file] of Object.entries(KUBECONFIGS)) {
        writeIfChanged(file, kubeconfigOf(PKI, name), 0o600);
    }
    for (const node of nodes) {
        await ensureNodeCertificates(node);
        writeIfChanged(kubeletKubeconfig(node), kubeconfigOf(node.pki, "kubelet"), 0o600);
    }
    const changed = configFiles(nodes).filter(({ file, text }) => writeIfChanged(file, text));
    return new Set(changed.map(({ reader }) => reader));
}

/** The configuration on disk is the one that the sources ask for now. */
export function filesAreCurrent(nodes: readonly RealNode[]): boolean {
    return configFiles(nodes).every(({ file, text }) => holds(file, text));
}

function ensureCertificates(): Promise<void> {
    const { name, address } = FIRST_NODE;
    return ensureFolder(PKI, (folder) => [
        "certificates",
        `-folder=${folder}`,
        `-node=${name}`,
        `-address=${address}`,
        `-service-address=${SERVICE_ADDRESS}`,
    ]);
}

/** The first node's are among the platform's. */
function ensureNodeCertificates({ name, address, pki }: RealNode): Promise<void> {
    return ensureFolder(pki, (folder) => [
        "node-certificates",
        `-folder=${folder}`,
        `-authority=${PKI}`,
        `-node=${name}`,
        `-address=${address}`,
    ]);
}

/** Created in a folder next to it and renamed, so half of a set is never used. */
async function ensureFolder(place: string, command: (folder: string) => string[]): Promise<void> {
    if (fs.existsSync(place)) {
        return;
    }
    const unfinished = `${place}.unfinished`;
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.mkdirSync(path.dirname(place), { recursive: true });
    await run(path.join(BIN, "tools"), command(unfinished));
    fs.renameSync(unfinished, place);
}

function kubeconfigOf(pki: string, name: string): string {
    const read = (file: string) => fs.readFileSync(path.join(pki, file), "utf8");
    const ca = fs.readFileSync(path.join(PKI, "ca.crt"), "utf8");
    return kubeconfig({ ca, certificate: read(`${name}.crt`), key: read(`${name}.key`) });
}

function writeIfChanged(file: string, text: string, mode = 0o644): boolean {
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
