// What the package adds to a preview: the stacks `local` and `prod`, compared with programs that need the same SDKs and
// providers only.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startPlatform } from "../platform/kubernetes/platform";
import { run } from "../platform/machine/command";
import { REPOSITORY } from "../platform/paths";
import { installProviders } from "../platform/providers/install";
import { AzureScenario } from "../test/e2e/azure/azureScenario";
import { Scenario, sampleRollout } from "../test/e2e/support/scenario";
import { median } from "./median";
import { COMPILED, type PreviewCost } from "./previewChild";

const RUNS = 10;
const IMAGE = `127.0.0.1:5005/bench@sha256:${"1".repeat(64)}`;

export async function preview(): Promise<string[][]> {
    await startPlatform();
    installProviders();
    await run("npx", ["rolldown", "-c", "bench/rolldown.config.mjs", "-d", COMPILED], { cwd: REPOSITORY });
    return [...(await local()), ...(await many()), ...(await prod())];
}

async function local(): Promise<string[][]> {
    const scenario = new Scenario("bench-preview");
    await scenario.prepare();
    try {
        scenario.configure({ rollout: sampleRollout(scenario.name, IMAGE) });
        const { empty, sdk, stack } = await costs(scenario, "objects");
        return [
            row("an empty program", empty),
            row("the same objects by hand", sdk, empty),
            row("the stack local", stack, sdk),
            ["of it the program", `${stack.programSeconds.toFixed(2)} s`, "", "0.15 s"],
            programRow("the program over the one by hand", stack, sdk),
            ["more memory than empty", `${(stack.megabytes - empty.megabytes).toFixed(0)} MB`, "", "150 MB"],
        ];
    } finally {
        await scenario.remove();
    }
}

/** One migration, so that every kind of object is there. */
async function many(): Promise<string[][]> {
    const scenario = new Scenario("bench-preview-many");
    await scenario.prepare();
    try {
        const { migration, application, ...shared } = sampleRollout(scenario.name, IMAGE);
        const names = Array.from({ length: 16 }, (_, index) => `image-${index}`);
        const rollout = {
            ...shared,
            images: names.map((name, index) => ({ name, image: `${IMAGE.slice(0, -2)}${index + 10}`, size: "30MB" })),
            migration: { ...migration, image: names[0] },
            applications: names.slice(0, 8).map((image) => ({ ...application, image, name: image })),
        };
        scenario.configure({ rollout });
        const { sdk, stack } = await costs(scenario, "manyObjects");
        return [
            row("the objects of 16 images, 8 applications", sdk),
            row("16 images, 8 applications", stack, sdk),
            ["of it the program", `${stack.programSeconds.toFixed(2)} s`, "", ""],
            programRow("the program over the one by hand", stack, sdk),
        ];
    } finally {
        await scenario.remove();
    }
}

async function prod(): Promise<string[][]> {
    const scenario = new AzureScenario("bench-preview-prod", "prod");
    await scenario.prepare();
    try {
        const { empty, sdk, stack } = await costs(scenario, "azure");
        return [
            row("an empty program", empty),
            row("a resource group and four objects", sdk, empty),
            row("the stack prod", stack, sdk),
            ["of it the program", `${stack.programSeconds.toFixed(2)} s`, "", "0.4 s"],
            ["peak memory of the program", `${stack.megabytes.toFixed(0)} MB`, "", "200 MB"],
        ];
    } finally {
        await scenario.remove();
    }
}

/** In turns, so that whatever else the machine does meets all of them. */
async function costs(scenario: Scenario, sdk: "objects" | "manyObjects" | "azure") {
    // The stack is created once, and each provider has been started once.
    await cost("stack", scenario);
    const seen = { empty: [] as PreviewCost[], sdk: [] as PreviewCost[], stack: [] as PreviewCost[] };
    for (let run = 0; run < RUNS; run++) {
        seen.empty.push(await cost("empty", scenario));
        seen.sdk.push(await cost(sdk, scenario));
        seen.stack.push(await cost("stack", scenario));
    }
    return { empty: medianCost(seen.empty), sdk: medianCost(seen.sdk), stack: medianCost(seen.stack) };
}

/** A process of its own each time: loading is paid once a process. */
async function cost(program: string, scenario: Scenario): Promise<PreviewCost> {
    const child = ["-r", "./scripts/typescript.cjs", "bench/previewChild.ts"];
    const words = [...child, program, scenario.name, scenario.workDir];
    const env = { ...process.env, ...scenario.environment() };
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: REPOSITORY, env });
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as PreviewCost;
}

function medianCost(costs: readonly PreviewCost[]): PreviewCost {
    const medianOf = (key: keyof PreviewCost) => median(costs.map((cost) => cost[key]));
    return {
        seconds: medianOf("seconds"),
        programSeconds: medianOf("programSeconds"),
        megabytes: medianOf("megabytes"),
    };
}

/** The ratio is that of the whole previews. */
function row(what: string, cost: PreviewCost, base?: PreviewCost): string[] {
    const ratio = base === undefined ? "" : (cost.seconds / base.seconds).toFixed(2);
    return [what, `${cost.seconds.toFixed(2)} s, ${cost.megabytes.toFixed(0)} MB`, ratio, ""];
}

/** The ratio of what the programs themselves take. */
function programRow(what: string, { programSeconds }: PreviewCost, base: PreviewCost): string[] {
    return [what, `${base.programSeconds.toFixed(2)} s by hand`, (programSeconds / base.programSeconds).toFixed(2), ""];
}
