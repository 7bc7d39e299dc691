// A repository as another team has it: its own program, the packed package among its dependencies, and nothing of this repository.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../platform/machine/command";
import { packInto } from "./packed";

const PROGRAM = `const pulumi = require("@pulumi/pulumi");
const { ImageRollout } = require("aks-image-delivery");
const { images } = new pulumi.Config("aks-image-delivery").requireObject("rollout");
new ImageRollout("shop", { namespace: "shop", images, migration: { image: "api", args: ["migrate"] } });
`;

const GIT = ["-c", "user.name=team", "-c", "user.email=team@shop.example", "-c", "init.defaultBranch=main"];

export class Consumer {
    readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "consumer-"));

    /** Installs the packed package by its name, as `npm install` from a registry leaves it. */
    async prepare(): Promise<void> {
        const tarball = await packInto(fs.mkdtempSync(path.join(this.folder, "packed-")));
        this.write("package.json", JSON.stringify({ name: "shop", private: true }));
        this.write(".gitignore", "node_modules\npacked-*\nrunner\n");
        this.write(
            "Pulumi.yaml",
            "name: shop\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n",
        );
        this.write("index.js", PROGRAM);
        const options = ["--no-audit", "--no-fund", "--prefer-offline"];
        await run("npm", ["install", ...options, tarball], { cwd: this.folder, env: this.environment() });
        fs.mkdirSync(path.join(this.folder, "runner"));
    }

    write(name: string, text: string): void {
        fs.writeFileSync(path.join(this.folder, name), text);
    }

    read(name: string): string {
        return fs.readFileSync(path.join(this.folder, name), "utf8");
    }

    git(...words: readonly string[]): string {
        return execFileSync("git", [...GIT, ...words], { cwd: this.folder, encoding: "utf8" });
    }

    command(...words: readonly string[]): Promise<string> {
        return run("npx", ["--no-install", "image-delivery", ...words], { cwd: this.folder, env: this.environment() });
    }

    /** A step of a pipeline, as the runner starts it. */
    step(script: string, env: Readonly<Record<string, string>>): Promise<string> {
        const words = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
        return run("bash", words, { cwd: this.folder, env: { ...this.environment(), ...env } });
    }

    remove(): void {
        fs.rmSync(this.folder, { recursive: true, force: true });
    }

    private environment(): Record<string, string> {
        const { PATH = "", HOME = "" } = process.env;
        return { PATH, HOME };
    }
}
