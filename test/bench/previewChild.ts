// One preview, measured: node previewChild.ts empty|stack. The last line is what it cost, as JSON.
import { installProviders } from "../../local/providers/install";
import { Scenario, sampleRollout, stackProgram } from "../e2e/scenario";

export interface PreviewCost {
    readonly seconds: number;
    /** Most memory that the program's process has had. */
    readonly megabytes: number;
}

const IMAGE = `127.0.0.1:5005/bench@sha256:${"1".repeat(64)}`;

async function main(program: string): Promise<void> {
    installProviders();
    const name = `bench-preview-${program}`;
    const scenario = new Scenario(name, program === "empty" ? async () => ({}) : stackProgram);
    await scenario.prepare();
    try {
        scenario.configure({ rollout: sampleRollout(name, IMAGE) });
        const startedAt = performance.now();
        const { failure, output } = await scenario.preview();
        if (failure !== undefined) {
            throw new Error(output);
        }
        const cost: PreviewCost = {
            seconds: (performance.now() - startedAt) / 1_000,
            megabytes: process.resourceUsage().maxRSS / 1_000,
        };
        process.stdout.write(`${JSON.stringify(cost)}\n`);
    } finally {
        await scenario.remove();
    }
}

void main(process.argv[2] ?? "stack").then(() => process.exit(0));
