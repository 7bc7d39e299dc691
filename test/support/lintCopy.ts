// A folder with the linter's rules and none of the sources, in which a test plants what the rules must find.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const REPOSITORY = path.join(__dirname, "../..");
const { scripts } = require("../../package.json") as { scripts: Record<string, string> };
const RULES = [
    ".dependency-cruiser.cjs",
    "CONTRIBUTING.md",
    "knip.json",
    "package.json",
    "scripts/layers.cjs",
    "tsconfig.json",
];

export class LintCopy {
    private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "lint-"));

    constructor() {
        for (const file of RULES) {
            this.write(file, fs.readFileSync(path.join(REPOSITORY, file), "utf8"));
        }
        fs.symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(this.folder, "node_modules"));
    }

    write(file: string, text: string): void {
        const place = path.join(this.folder, file);
        fs.mkdirSync(path.dirname(place), { recursive: true });
        fs.appendFileSync(place, text);
    }

    /** Runs one of the scripts of which `npm run lint` consists. */
    lint(script: string, words: readonly string[]): { status: number | null; stdout: string } {
        const commandLine = `${scripts[`lint:${script}`]} ${words.join(" ")}`;
        const { status, stdout, stderr } = spawnSync("sh", ["-c", commandLine], {
            cwd: this.folder,
            // As npm runs it, of which the start alone takes a third of the time.
            env: { ...process.env, PATH: `${path.join(REPOSITORY, "node_modules/.bin")}:${process.env.PATH}` },
            encoding: "utf8",
        });
        if (stdout === "") {
            throw new Error(`${commandLine} printed nothing: ${stderr}`);
        }
        return { status, stdout };
    }

    remove(): void {
        fs.rmSync(this.folder, { recursive: true });
    }
}
