// A command of the project as a child process with a process group of its own, as a terminal or a CI runner starts it.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { REPOSITORY } from "../../../platform/paths";
import { eventually } from "./eventually";

export class Child {
    /** Everything that it has printed so far. */
    output = "";
    private readonly process: ChildProcess;
    private readonly ended: Promise<unknown[]>;

    /** @param place folder and variables, where they are not the tests' own. */
    constructor(script: string, args: readonly string[] = [], place: Pick<SpawnOptions, "cwd" | "env"> = {}) {
        const words = [
            "-r",
            path.join(REPOSITORY, "scripts/typescript.cjs"),
            path.resolve(REPOSITORY, script),
            ...args,
        ];
        this.process = spawn(process.execPath, words, {
            cwd: REPOSITORY,
            ...place,
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
        this.ended = once(this.process, "close");
        for (const stream of [this.process.stdout, this.process.stderr]) {
            stream?.setEncoding("utf8").on("data", (text: string) => {
                this.output += text;
            });
        }
    }

    /** Waits until it has printed a text. */
    prints(text: RegExp, seconds: number): Promise<void> {
        return eventually(() => {
            if (!text.test(this.output)) {
                throw new Error(`the child has not printed ${text}, but:\n${this.output}`);
            }
        }, seconds);
    }

    /** To the whole group: a terminal sends Ctrl-C to all of it, and a runner that is lost takes all of it along. */
    signal(signal: "SIGINT" | "SIGKILL"): void {
        process.kill(-(this.process.pid as number), signal);
    }

    /** Kills what is left of it. */
    async end(): Promise<void> {
        if (this.process.exitCode === null && this.process.signalCode === null) {
            this.signal("SIGKILL");
            await this.ended;
        }
    }

    /** The exit code; null when a signal ended it. */
    async exitCode(): Promise<number | null> {
        const [code] = await this.ended;
        return code as number | null;
    }
}
