// Faults that the simulated Azure shows on demand, from a JSON file that a test writes: throttling, conflicts, operations
// that take long or fail half-way, and role assignments that work only after a while.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { ArmError } from "./armError";
import { withFileLock } from "./fileLock";

export interface Fault {
    /** Every operation by default. */
    readonly operation?: "GET" | "PUT" | "DELETE";
    /** A resource type such as Microsoft.ContainerRegistry/registries, without regard to case; every one by default. */
    readonly type?: string;
    /** Only for the resource of this name; every one by default. */
    readonly name?: string;
    /** How many requests it meets; all of them by default. */
    times?: number;
    /** Meets the first request for each resource and operation, and lets the next one through, as a throttled service does. */
    readonly firstOfEach?: boolean;
    met?: string[];
    /** Refuses the request. */
    readonly answer?: { status: number; code: string; message: string; retryAfterSeconds?: number };
    /** Accepts the request; the operation then takes this long. */
    readonly seconds?: number;
    /** Accepts the request; the operation then ends as Failed with this error. */
    readonly ends?: { code: string; message: string };
}

/** Azure: "it can take up to 10 minutes" until a role assignment works. */
export const LONGEST_ROLE_SECONDS = 600;

export interface FaultsContent {
    readonly faults?: readonly Fault[];
    /** Seconds after which a role assignment works; 0 by default, and `LONGEST_ROLE_SECONDS` at most on Azure. */
    readonly roleDelaySeconds?: number;
}

export interface Request {
    readonly operation: NonNullable<Fault["operation"]>;
    readonly type: string;
    readonly name: string;
}

export class Faults {
    constructor(private readonly path: string | undefined) {}

    get roleDelaySeconds(): number {
        return this.content().roleDelaySeconds ?? 0;
    }

    /** The faults that this request meets, counted as met. Throws when one of them refuses it. */
    meet(request: Request): Pick<Fault, "seconds" | "ends"> {
        const { path } = this;
        if (!path || !existsSync(path)) {
            return {};
        }
        const met = withFileLock(`${path}.lock`, () => this.count(path, request));
        const refusal = met.find((fault) => fault.answer)?.answer;
        if (refusal) {
            throw new ArmError(refusal.status, refusal.code, refusal.message, refusal.retryAfterSeconds);
        }
        return {
            seconds: met.find((fault) => fault.seconds !== undefined)?.seconds,
            ends: met.find((fault) => fault.ends)?.ends,
        };
    }

    private count(path: string, request: Request): Fault[] {
        const content = this.content();
        const met = (content.faults ?? []).filter((fault) => concerns(fault, request));
        for (const fault of met) {
            if (fault.times !== undefined) {
                fault.times -= 1;
            }
            if (fault.firstOfEach) {
                fault.met = [...(fault.met ?? []), keyOf(request)];
            }
        }
        writeFileSync(path, JSON.stringify(content, null, 2));
        return met;
    }

    private content(): FaultsContent {
        return this.path && existsSync(this.path) ? (JSON.parse(readFileSync(this.path, "utf8")) as FaultsContent) : {};
    }
}

function concerns(fault: Fault, request: Request): boolean {
    return (
        (fault.operation ?? request.operation) === request.operation &&
        (fault.type ?? request.type).toLowerCase() === request.type.toLowerCase() &&
        !(fault.firstOfEach && fault.met?.includes(keyOf(request))) &&
        (fault.name === undefined || fault.name.toLowerCase() === request.name.toLowerCase()) &&
        (fault.times === undefined || fault.times > 0)
    );
}

function keyOf({ operation, type, name }: Request): string {
    return `${operation} ${type}/${name}`.toLowerCase();
}
