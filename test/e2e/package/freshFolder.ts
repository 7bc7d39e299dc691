// A folder as a new user has it: the packed package, installed by the commands of the README, and the programs of the README.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../../platform/machine/command";
import { documentedBlock } from "../../docs/blocks";
import { packInto } from "../../package/packed";

/** What `pulumi new typescript` writes. */
const COMPILER_OPTIONS = {
    strict: true,
    outDir: "bin",
    target: "es2020",
    module: "commonjs",
    moduleResolution: "node",
    sourceMap: true,
    experimentalDecorators: true,
    pretty: true,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    forceConsistentCasingInFileNames: true,
};

export class FreshFolder {
    /** Outside the repository, where a missing dependency would be found in the repository's own. */
    readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "fresh-"));

    /** Installs what the commands of README and docs/reuse.md install. */
    async install(): Promise<void> {
        const tarball = await packInto(fs.mkdtempSync(path.join(this.folder, "packed-")));
        await this.run("npm", "init", "-y");
        const commands = [
            ...documentedBlock("README.md", "sh", "npm install ./").text.trim().split("\n"),
            ...documentedBlock("docs/reuse.md", "sh", "npm install @pulumi/azure-native").text.trim().split("\n"),
        ];
        for (const command of commands) {
            const [npm = "", ...words] = command.split(" ");
            await this.run(npm, ...words.map((word) => installed(word, tarball)));
        }
    }

    write(name: string, text: string): void {
        fs.writeFileSync(path.join(this.folder, name), text);
    }

    /** Checks the types of the programs, those of the package's dependencies included, and compiles them into `bin`. */
    async compile(...files: readonly string[]): Promise<void> {
        this.write("tsconfig.json", JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files }));
        await this.run("npx", "tsc");
    }

    /** The standard output of a program that is run in the folder. */
    run(program: string, ...args: readonly string[]): Promise<string> {
        return run(program, args, { cwd: this.folder, env: { ...process.env, npm_config_prefer_offline: "true" } });
    }

    remove(): void {
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}

/** The package that was just packed, and the version of the provider that the platform has a plugin for. */
function installed(word: string, tarball: string): string {
    const { version } = require("@pulumi/kubernetes/package.json") as { version: string };
    const here = { [`./${path.basename(tarball)}`]: tarball, "@pulumi/kubernetes": `@pulumi/kubernetes@${version}` };
    return here[word] ?? word;
}
