// A project whose stack pins images of a registry in this process, and the file that a build of one of them wrote.
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RegistryServer } from "./registryServer";

/** What the stack has before something is pinned. */
export const OLD_DIGEST = `sha256:${"0".repeat(64)}`;

export class PinProject {
    readonly folder = mkdtempSync(join(tmpdir(), "pin-project-"));
    /** What was built last. */
    readonly digest: string;

    private constructor(private readonly server: RegistryServer) {
        ({ digest: this.digest } = server.image({ layers: [randomBytes(300_000)] }));
        const built = { "containerimage.digest": this.digest, "image.name": `${server.host}/shop/api:2` };
        this.write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
        this.write("Pulumi.dev.yaml", this.stack("api"));
        this.write("built.json", JSON.stringify(built));
    }

    static async start(): Promise<PinProject> {
        return new PinProject(await RegistryServer.start());
    }

    async remove(): Promise<void> {
        rmSync(this.folder, { recursive: true });
        await this.server.stop();
    }

    /** Pulumi.dev.yaml with these images. */
    stack(...names: string[]): string {
        const entry = (name: string) =>
            `      - { name: ${name}, image: ${this.server.host}/shop/${name}@${OLD_DIGEST}, size: 1MB } # ${name}\n`;
        return `config:\n  aks-image-delivery:rollout:\n    images:\n${names.map(entry).join("")}`;
    }

    write(name: string, text: string, mode = 0o644): void {
        writeFileSync(join(this.folder, name), text, { mode });
    }

    read(name: string): string {
        return readFileSync(join(this.folder, name), "utf8");
    }
}
