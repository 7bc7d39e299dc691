// A node with a small file system for its images, which a test fills: the kernel itself says that no space is left.
import { mkdirSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../../platform/machine/command";
import { NODES } from "../../../../platform/realNode";

const MEGABYTE = 1_000_000;

export class OwnDisk {
    private readonly folder: string;

    /** @param node that does not exist yet; its removal unmounts the file system. */
    constructor(node: string) {
        this.folder = join(NODES, node, "containerd/root");
    }

    async mount(): Promise<void> {
        mkdirSync(this.folder, { recursive: true });
        await run("mount", ["-t", "tmpfs", "-o", "size=1g", "images", this.folder]);
    }

    /** Leaves room for so much more. */
    async leave(megabytes: number): Promise<void> {
        const { blocks, bfree, bsize } = statfsSync(this.folder);
        await this.resize(`${(blocks - bfree) * bsize + megabytes * MEGABYTE}`);
    }

    grow = () => this.resize("1g");

    private async resize(size: string): Promise<void> {
        await run("mount", ["-o", `remount,size=${size}`, this.folder]);
    }
}
