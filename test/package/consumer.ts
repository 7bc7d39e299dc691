// A repository as another team has it: its own program, the packed package among its dependencies, and nothing of this repository.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ModuleKind, transpileModule } from "typescript";
import { run } from "../../platform/machine/command";
import { documentedBlock } from "../docs/blocks";
import { packInto } from "./packed";

const GIT = ["-c", "user.name=team", "-c", "user.email=team@shop.example", "-c", "init.defaultBranch=main"];

class Consumer {
    readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "consumer-"));
    /** The runner's own folder, for temporary files. */
    readonly runner = path.join(this.folder, "runner");
    private prepared: Promise<void> | undefined;

    /** Installs the packed package by its name, as `npm install` from a registry leaves it. Once for all tests of the process. */
    prepare(): Promise<void> {
        this.prepared ??= this.install();
        return this.prepared;
    }

    private async install(): Promise<void> {
        const tarball = await packInto(fs.mkdtempSync(path.join(this.folder, "packed-")));
        this.write("package.json", JSON.stringify({ name: "shop", private: true }));
        this.write(".gitignore", "node_modules\npacked-*\nrunner\n");
        this.write(
            "Pulumi.yaml",
            "name: shop\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n",
        );
        this.write("index.js", documentedProgram());
        const options = ["--no-audit", "--no-fund", "--prefer-offline"];
        await run("npm", ["install", ...options, tarball], { cwd: this.folder, env: this.environment() });
        fs.mkdirSync(this.runner);
        process.once("exit", () => fs.rmSync(this.folder, { recursive: true, force: true }));
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

    private environment(): Record<string, string> {
        const { PATH = "", HOME = "" } = process.env;
        return { PATH, HOME };
    }
}

export const consumer = new Consumer();

/** The one that reads the rollout from the stack's file. */
function documentedProgram(): string {
    const { text } = documentedBlock("docs/adopting.md", "ts", "new ImageRollout");
    return transpileModule(text, { compilerOptions: { module: ModuleKind.CommonJS } }).outputText;
}
