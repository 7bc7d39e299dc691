/**
 * The platform's processes, read from /proc. A process is the platform's when its program lies in .local/bin, or when it is
 * a shim of a containerd of the platform: no record is needed that a crash could lose or a reboot make wrong. Started by
 * hand: tinyexec reads what a program prints, and these print into files and outlive this process.
 */
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { BIN, LOG, PLATFORM } from "../paths";

export const SHIM = "containerd-shim-runc-v2";

export interface FoundProcess {
    pid: number;
    /** Clock ticks from the machine's start: with the pid it names one process forever. */
    startTime: string;
    /** Path in .local/bin, such as `etcd` or `nodes/blue/kubelet`. */
    program: string;
    args: string[];
    /** The file that really runs; another one than the link's when a part was built again. */
    file: string;
}

/** @param state folder of the sockets of the platform's containerds. */
export function platformProcesses(bin: string = BIN, state: string = PLATFORM): FoundProcess[] {
    return fs
        .readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map((name) => readProcess(Number(name), bin, state))
        .filter((found) => found !== undefined);
}

function readProcess(pid: number, bin: string, state: string): FoundProcess | undefined {
    try {
        const [file = "", ...args] = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
        const startTime = startTimeOf(pid);
        const program = programName(file, args, bin, state);
        if (program === undefined || startTime === undefined) {
            return undefined;
        }
        return { pid, startTime, program, args, file: fs.readlinkSync(`/proc/${pid}/exe`) };
    } catch {
        return undefined; // It ended while it was read.
    }
}

function programName(file: string, args: readonly string[], bin: string, state: string): string | undefined {
    if (file.startsWith(`${bin}/`)) {
        return path.relative(bin, file);
    }
    // A shim starts itself again by the path of its file, outside of .local/bin: its socket says whose it is.
    const isShim = path.basename(file) === SHIM && args.some((arg) => arg.startsWith(`${state}/`));
    return isShim ? SHIM : undefined;
}

/** Undefined when there is no such process, or only its exit code is left (a zombie). */
function startTimeOf(pid: number): string | undefined {
    try {
        const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
        // The second field is the program's name in brackets, which may hold spaces and brackets itself.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        return fields[0] === "Z" ? undefined : fields[19];
    } catch {
        return undefined;
    }
}

export function isAlive(found: FoundProcess): boolean {
    return startTimeOf(found.pid) === found.startTime;
}

/** Starts a program of .local/bin that outlives this process, its output in .local/platform/log. */
export function startProcess(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
    const file = path.join(LOG, `${program}.log`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const log = fs.openSync(file, "a");
    const child = spawn(path.join(BIN, program), args, {
        cwd: "/",
        detached: true,
        stdio: ["ignore", log, log],
        env: { ...process.env, PATH: `${BIN}:${process.env.PATH}`, ...env },
    });
    fs.closeSync(log);
    // A program that cannot be started at all is found by the wait for its health, with the log's last lines.
    child.on("error", (error) => fs.appendFileSync(file, `${error.message}\n`));
    child.unref();
}

/** Asks the processes to end, and ends those that have not after the grace. */
export async function endProcesses(processes: readonly FoundProcess[], graceMs: number): Promise<void> {
    signal(processes, "SIGTERM");
    if (!(await ended(processes, graceMs))) {
        signal(processes, "SIGKILL");
        await ended(processes, 5_000);
    }
}

/** The start time is read again just before: a pid that was given to another process is left alone. */
function signal(processes: readonly FoundProcess[], name: NodeJS.Signals): void {
    for (const found of processes.filter(isAlive)) {
        try {
            process.kill(found.pid, name);
        } catch {
            // It ended in between.
        }
    }
}

async function ended(processes: readonly FoundProcess[], withinMs: number): Promise<boolean> {
    const until = Date.now() + withinMs;
    while (processes.some(isAlive)) {
        if (Date.now() > until) {
            return false;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return true;
}

/** Processes that are known by nothing but their ids, just now. */
export function killAll(pids: readonly number[]): void {
    for (const pid of pids) {
        try {
            process.kill(pid, "SIGKILL");
        } catch {
            // It ended in between.
        }
    }
}
