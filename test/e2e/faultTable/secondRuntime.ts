// A containerd of its own, with a root and a proxy of its own, for faults that the node's must not have.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../../platform/machine/command";
import { BIN } from "../../../platform/paths";
import { eventually } from "../support/eventually";

export interface SecondRuntime {
    readonly root: string;
    /** What its pull of `image` fails with; empty where it goes well. */
    readonly pullError: (image: string, user?: string) => Promise<string>;
    readonly end: () => Promise<void>;
}

/** @param size of the file system that is its root, such as `8m`. */
export async function startRuntime({
    size,
    env = {},
}: {
    size: string;
    env?: NodeJS.ProcessEnv;
}): Promise<SecondRuntime> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "containerd-"));
    const root = path.join(folder, "root");
    fs.mkdirSync(root);
    await run("mount", ["-t", "tmpfs", "-o", `size=${size}`, "second-runtime", root]);
    const socket = path.join(folder, "containerd.sock");
    const config = path.join(folder, "config.toml");
    fs.writeFileSync(config, configOf(folder, socket));
    const child = spawn(path.join(BIN, "containerd"), ["--config", config], {
        env: { ...process.env, ...env, PATH: `${BIN}:${process.env.PATH}` },
        stdio: "ignore",
    });
    const ctr = (...words: string[]) => run(path.join(BIN, "ctr"), ["--address", socket, ...words]);
    await eventually(() => ctr("version"), 30);
    return {
        root,
        pullError: (image, user) =>
            ctr(
                ...["images", "pull"],
                ...(image.startsWith("127.0.0.1") ? ["--plain-http"] : []),
                ...(user === undefined ? [] : ["--user", user]),
                image,
            ).then(
                () => "",
                (error: Error) => /ctr: (.*)/.exec(error.message)?.[1] ?? error.message,
            ),
        end: () => stop(child, root, folder),
    };
}

async function stop(child: ChildProcess, root: string, folder: string): Promise<void> {
    const closed = once(child, "close");
    child.kill();
    await closed;
    await run("umount", ["--lazy", root]);
    fs.rmSync(folder, { recursive: true, force: true });
}

function configOf(folder: string, socket: string): string {
    return `version = 3
root = '${folder}/root'
state = '${folder}/state'
disabled_plugins = ['io.containerd.grpc.v1.cri', 'io.containerd.cri.v1.images', 'io.containerd.cri.v1.runtime', 'io.containerd.nri.v1.nri', 'io.containerd.internal.v1.restart']
[grpc]
  address = '${socket}'
[plugins.'io.containerd.internal.v1.opt']
  path = '${folder}/opt'
`;
}
