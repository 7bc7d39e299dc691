/**
 * What the platform changes on the machine outside of its own folder, remembered before the first change so that the stop
 * can put it right: kernel settings (the kubelet and the network plugin write them) and folders (their paths are fixed in
 * containerd, the kubelet and the network plugins).
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { PLATFORM } from "../paths";

const SETTINGS = [
    "net/ipv4/ip_forward",
    "kernel/panic",
    "kernel/panic_on_oops",
    "kernel/keys/root_maxkeys",
    "kernel/keys/root_maxbytes",
    "vm/overcommit_memory",
    "vm/panic_on_oom",
];

const FOLDERS = [
    "/run/containerd",
    "/var/lib/cni",
    "/var/lib/kubelet",
    "/var/lib/containerd",
    "/var/log/containers",
    "/var/log/pods",
    "/usr/libexec/kubernetes",
];

interface HostState {
    /** Kernel settings return to their defaults by a reboot: what was remembered then is no longer true. */
    boot: string;
    settings: Record<string, string>;
    /** Those that did not exist. */
    newFolders: string[];
}

const STATE_FILE = path.join(PLATFORM, "host.json");

function bootId(): string {
    return fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

export function readHostState(): HostState | undefined {
    return fs.existsSync(STATE_FILE) ? (JSON.parse(fs.readFileSync(STATE_FILE, "utf8")) as HostState) : undefined;
}

/** Remembers the machine as it is, once for each boot; true when it has booted since the platform last ran. */
export function rememberHost(): boolean {
    const known = readHostState();
    if (known?.boot === bootId()) {
        return false;
    }
    const settings = Object.fromEntries(
        SETTINGS.filter((name) => fs.existsSync(settingFile(name))).map((name) => [name, readSetting(name)]),
    );
    const newFolders = [...(known?.newFolders ?? []), ...FOLDERS.filter((folder) => !fs.existsSync(folder))];
    const state: HostState = { boot: bootId(), settings, newFolders: [...new Set(newFolders)] };
    fs.mkdirSync(PLATFORM, { recursive: true });
    fs.writeFileSync(`${STATE_FILE}.new`, JSON.stringify(state, null, 2));
    fs.renameSync(`${STATE_FILE}.new`, STATE_FILE);
    return known !== undefined;
}

/** Returns one line for each thing that was put right. */
export function restoreHost(): string[] {
    const state = readHostState();
    if (state === undefined) {
        return [];
    }
    const restored = state.boot === bootId() ? Object.entries(state.settings).filter(restoreSetting) : [];
    for (const folder of state.newFolders) {
        fs.rmSync(folder, { recursive: true, force: true });
    }
    fs.rmSync(STATE_FILE);
    return restored.map(([name, value]) => `${name.replaceAll("/", ".")} is ${value} again`);
}

function restoreSetting([name, value]: [string, string]): boolean {
    if (readSetting(name) === value) {
        return false;
    }
    fs.writeFileSync(settingFile(name), value);
    return true;
}

const settingFile = (name: string) => path.join("/proc/sys", name);
const readSetting = (name: string) => fs.readFileSync(settingFile(name), "utf8").trim();
