/** Brings the platform up from whatever state it is in: nothing, all, a part after a crash, or files from before a reboot. */
import * as fs from "node:fs";
import * as path from "node:path";
import { rememberHost } from "../machine/hostState";
import { createBridge } from "../machine/leftovers";
import { checkMachine } from "../machine/preflight";
import { ensureParts, partsAreCurrent } from "./build";
import {
    ACCOUNT_EXISTS,
    API_SERVER_READY,
    allWork,
    CONTAINERD_ANSWERS,
    NODE_READY,
    REGISTRY_ANSWERS,
    waitFor,
} from "./health";
import { pushPauseImage } from "./images";
import { PARTS } from "./parts";
import { BIN, PKI, PLATFORM } from "./paths";
import { filesAreCurrent, prepareFiles } from "./prepare";
import { endProcesses, type FoundProcess, platformProcesses, startProcess } from "./processes";
import { duration, type Progress } from "./progress";
import { BASE_SERVICES, KUBELET, SERVICES, type Service } from "./services";
import { endPlatform } from "./stop";

export async function start(progress: Progress): Promise<void> {
    if (servicesRun() && filesAreCurrent() && partsAreCurrent(PARTS) && (await allWork())) {
        return;
    }
    await checkMachine(progress);
    await ensureParts(PARTS, progress);
    const startedAt = Date.now();
    progress.running("starting the registry and Kubernetes");
    await bringUp();
    progress.done(`the registry and Kubernetes are up in ${duration(Date.now() - startedAt)}`);
}

async function bringUp(): Promise<void> {
    if (!fs.existsSync(PKI)) {
        // Whatever still runs belongs to a folder that was deleted under it.
        await endPlatform();
    }
    if (rememberHost()) {
        // containerd's state describes processes and mounts that ended with the boot.
        fs.rmSync(path.join(PLATFORM, "containerd/state"), { recursive: true, force: true });
    }
    await createBridge();
    await endOutdated(await prepareFiles());
    for (const service of BASE_SERVICES) {
        ensureStarted(service);
    }
    await Promise.all([
        waitFor(REGISTRY_ANSWERS).then(pushPauseImage),
        waitFor(API_SERVER_READY),
        waitFor(CONTAINERD_ANSWERS),
    ]);
    ensureStarted(KUBELET);
    await Promise.all([waitFor(NODE_READY), waitFor(ACCOUNT_EXISTS)]);
}

/** Everything runs, and as the sources say now. */
function servicesRun(): boolean {
    const running = platformProcesses();
    return SERVICES.every((service) => running.some((found) => runsAs(found, service)));
}

/** The same program file and arguments: after an update of the repository the old ones are replaced. */
export function runsAs(found: FoundProcess, service: Service, file = programFile(service.program)): boolean {
    return (
        found.program === service.program &&
        found.file === file &&
        JSON.stringify(found.args) === JSON.stringify(service.args)
    );
}

function programFile(program: string): string | undefined {
    const link = path.join(BIN, program);
    return fs.existsSync(link) ? fs.realpathSync(link) : undefined;
}

async function endOutdated(changed: ReadonlySet<string>): Promise<void> {
    const outdated = platformProcesses().filter((found) => {
        const service = SERVICES.find((each) => each.program === found.program);
        return service !== undefined && (changed.has(service.program) || !runsAs(found, service));
    });
    await endProcesses(outdated, 10_000);
}

function ensureStarted(service: Service): void {
    if (!platformProcesses().some((found) => found.program === service.program)) {
        startProcess(service.program, service.args, service.env);
    }
}
