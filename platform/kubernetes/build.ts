/** Builds what is missing of the platform's parts into the cache, and links the programs into .local/bin. */
import * as fs from "node:fs";
import * as path from "node:path";
import { withLock } from "../machine/lock";
import { BIN, CACHE } from "../paths";
import { buildKey } from "./buildKey";
import { compile, compileAhead, fetchModules } from "./goCommand";
import { BUILD_VARIABLE, installedProgram } from "./installed";
import type { Part } from "./parts";
import { duration, type Progress } from "./progress";
import { PublishedParts, publishedFolder } from "./published";
import { isWhole } from "./wholeProgram";

export function partFolder(part: Part): string {
    return path.join(CACHE, `${part.name}-${buildKey(part)}`);
}

/** Built to its end; something may have removed a program since, or cut it short. */
function isBuilt(part: Part): boolean {
    return holds(partFolder(part), Object.values(part.programs));
}

/** Where the part's published programs are, if those serve: what is built serves first. */
function servingPublished(part: Part): string | undefined {
    const folder = publishedFolder(part);
    return folder !== undefined && holds(folder, Object.keys(part.programs)) && !isBuilt(part) ? folder : undefined;
}

function holds(folder: string, files: readonly string[]): boolean {
    return files.every((file) => isWhole(path.join(folder, file)));
}

export function missingParts(parts: readonly Part[], env: NodeJS.ProcessEnv = process.env): Part[] {
    return parts.filter((part) => {
        const published = env[BUILD_VARIABLE] ? undefined : servingPublished(part);
        return installedProgram(part, env) === undefined && published === undefined && !isBuilt(part);
    });
}

/** Every program in .local/bin is the one that the sources ask for now. */
export function partsAreCurrent(parts: readonly Part[]): boolean {
    return links(parts).every(({ place, target }) => pointsTo(place, target));
}

/** Builds one part after the other, because Go keeps all cores busy with one, but for linking. */
export async function ensureParts(parts: readonly Part[], progress: Progress): Promise<void> {
    const missing = missingParts(parts);
    const published = new PublishedParts(missing);
    const turns = new Map(missing.map((part) => [part, new AbortController()]));
    void workAhead(turns, published);
    try {
        for (const [index, part] of missing.entries()) {
            turns.get(part)?.abort();
            await withLock(
                partFolder(part),
                (holder) => progress.running(`${part.name}: ${holder} is building it`),
                () => buildOnce(part, missing.slice(index), published, progress),
            );
        }
    } finally {
        for (const turn of turns.values()) {
            turn.abort();
        }
        await published.end();
    }
    linkPrograms(parts);
}

/**
 * Downloads, and compiles with what is left of the cores, until each part's turn comes. What fails here is tried again, and
 * reported, by the build that needs it.
 */
async function workAhead(turns: ReadonlyMap<Part, AbortController>, published: PublishedParts): Promise<void> {
    for (const [part, { signal }] of turns) {
        const found = await published.of(part).catch(() => undefined);
        const needed = found === undefined || "missing" in found;
        if (needed && !signal.aborted) {
            await fetchModules(part, signal)
                .then(() => compileAhead(part, signal))
                .catch(() => undefined);
        }
    }
}

async function buildOnce(
    part: Part,
    left: readonly Part[],
    published: PublishedParts,
    progress: Progress,
): Promise<void> {
    if (missingParts([part]).length === 0 || (await takePublished(part, published, progress))) {
        return;
    }
    const target = partFolder(part);
    // Built next to the target and renamed: an interrupted build leaves nothing that looks finished.
    const unfinished = `${target}.unfinished`;
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.mkdirSync(unfinished, { recursive: true });
    const startedAt = Date.now();
    const seconds = () => left.map((each) => published.secondsOf(each));
    const report = () => progress.running(buildLine(part, seconds(), Date.now() - startedAt));
    const ticks = setInterval(report, 1000);
    report();
    try {
        await compile(part, unfinished);
    } catch (error) {
        throw new Error(`${part.name} could not be built. ${(error as Error).message}`);
    } finally {
        clearInterval(ticks);
    }
    replace(target, unfinished);
    progress.done(`built ${part.name} in ${duration(Date.now() - startedAt)}`);
}

/** In the place of what is no longer whole. */
function replace(target: string, folder: string): void {
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(folder, target);
}

/** Whether the part's published programs serve; what the release leaves out is built next to them. */
async function takePublished(part: Part, published: PublishedParts, progress: Progress): Promise<boolean> {
    const found = await published.of(part);
    const target = publishedFolder(part);
    if (part.published === undefined || found === undefined || target === undefined) {
        return false;
    }
    const { release, rest } = part.published;
    if ("missing" in found) {
        progress.done(
            `${part.name} ${release.version} cannot be downloaded (${found.missing}), so ${part.name} is built`,
        );
        return false;
    }
    for (const [output, program] of Object.entries(rest)) {
        progress.running(`building ${output}, which is not part of the release of ${part.name}`);
        await compile({ ...part, packages: [program], output, variables: {} }, found.folder);
    }
    replace(target, found.folder);
    progress.done(`downloaded ${part.name} ${release.version}`);
    return true;
}

/** The time left is the usual time of the parts that are left, this one first, on two cores with nothing cached. */
export function buildLine(part: Pick<Part, "name">, left: readonly number[], elapsedMs: number): string {
    const [own = 0] = left;
    const typicalMs = left.reduce((total, each) => total + each, 0) * 1000;
    const rest = typicalMs - Math.min(elapsedMs, own * 1000);
    const more = left.length > 1 ? `, then ${left.length - 1} more` : "";
    const prospect = rest > 0 ? `at most about ${duration(rest)} left` : "longer than usual";
    return `building ${part.name} (${duration(elapsedMs)}${more}; ${prospect})`;
}

function linkPrograms(parts: readonly Part[]): void {
    for (const { place, target } of links(parts)) {
        link(target, place);
    }
}

/** A node's containerd and kubelet under a path of its own, by which its processes are known. */
export function linkNodePrograms(folder: string): void {
    for (const program of ["containerd", "kubelet"]) {
        link(fs.realpathSync(path.join(BIN, program)), path.join(BIN, folder, program));
    }
}

function links(parts: readonly Part[]): { place: string; target: string }[] {
    return parts.flatMap((part) => {
        const installed = installedProgram(part);
        const published = servingPublished(part);
        return Object.entries(part.programs).map(([name, file]) => ({
            place: path.join(BIN, name),
            target: installed ?? (published ? path.join(published, name) : path.join(partFolder(part), file)),
        }));
    });
}

function pointsTo(place: string, target: string): boolean {
    return fs.existsSync(place) && fs.readlinkSync(place) === target;
}

/** Replaces the link in one step, because the platform may be starting a program through it. */
function link(target: string, place: string): void {
    fs.mkdirSync(path.dirname(place), { recursive: true });
    if (pointsTo(place, target)) {
        return;
    }
    const fresh = `${place}.${process.pid}`;
    fs.rmSync(fresh, { force: true });
    fs.symlinkSync(target, fresh);
    fs.renameSync(fresh, place);
}
