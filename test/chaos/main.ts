// `npm run chaos -- --kills N`: kills updates and parts of the platform at random moments, and checks what the next update finds.
import { Option } from "commander";
import { wholeNumber } from "../../cli/options/cluster";
import { startPlatform } from "../../platform/kubernetes/platform";
import { printedProgress } from "../../platform/kubernetes/progress";
import { installProviders } from "../../platform/providers/install";
import { commandNamed, main } from "../../start/main";
import { InterruptedScenario } from "../e2e/support/interrupted";
import { type Kill, killOf } from "./kills";
import { killedUpdate } from "./round";

interface Options {
    readonly kills: number;
    readonly seed: string;
    readonly from: number;
}

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function chaos({ kills, seed, from }: Options): Promise<void> {
    await startPlatform({ progress: printedProgress(process.stderr) });
    installProviders();
    const scenario = new InterruptedScenario("chaos");
    await scenario.prepare();
    let failed = 0;
    try {
        for (let number = from; number < from + kills; number += 1) {
            failed += (await shown(scenario, killOf(seed, number), seed)) ? 0 : 1;
        }
    } finally {
        await scenario.remove();
    }
    if (failed > 0) {
        throw new Error(`${failed} of ${kills} kills left a fault`);
    }
    say(`${kills} kills: nothing lost, nothing done twice`);
}

/** Whether nothing was lost, and nothing done twice. */
async function shown(scenario: InterruptedScenario, kill: Kill, seed: string): Promise<boolean> {
    const startedAt = Date.now();
    const faults = await killedUpdate(scenario, kill);
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    const what = `${kill.number}: ${kill.victim} after ${(kill.afterMs / 1_000).toFixed(1)} s`;
    say(`${what}: ${faults.length === 0 ? "good" : "FAULT"} (${seconds} s)`);
    for (const fault of faults) {
        say(`  ${fault.replaceAll("\n", "\n  ")}`);
    }
    if (faults.length > 0) {
        say(`  again: npm run chaos -- --seed ${seed} --from ${kill.number} --kills 1`);
    }
    return faults.length === 0;
}

void main(async (words) => {
    const command = commandNamed("chaos")
        .addOption(new Option("--kills <count>", "how many").argParser(wholeNumber(1)).default(10))
        .option("--seed <text>", "decides what is killed when", "1")
        .addOption(
            new Option("--from <number>", "the first kill, to go on or to repeat one")
                .argParser(wholeNumber(0))
                .default(0),
        )
        .action(chaos);
    await command.parseAsync([...words], { from: "user" });
});
