// `npm run bench -- [diagnose|fold|clocks|preview|gate|images|join|pods|peers|faults|scale|rollout|builtStart|releasedStart...]`: figures of this machine, as medians and as ratios within one run.
import { Argument, Command } from "commander";
import { tableText } from "../model/text/table";

/** Loaded when asked for: the fold needs no platform. */
const BENCHES = {
    diagnose: async () => (await import("./diagnose")).diagnose(),
    fold: async () => (await import("./fold")).fold(),
    preview: async () => (await import("./preview")).preview(),
    gate: async () => (await import("./gate")).gate(),
    images: async () => (await import("./gate")).images(),
    pods: async () => (await import("./pods")).pods(),
    peers: async () => (await import("./peers")).peers(),
    faults: async () => (await import("./peers")).peerFaults(),
    join: async () => (await import("./join")).join(),
    clocks: async () => (await import("./clocks")).clocks(),
    scale: async () => (await import("./scale")).scale(),
    rollout: async () => (await import("./rollout")).rollout(),
    builtStart: async () => (await import("./firstStart")).builtStart(),
    releasedStart: async () => (await import("./firstStart")).releasedStart(),
} as const;
type Name = keyof typeof BENCHES;

const USUAL_HEAD = ["MEDIAN", "RATIO", "BUDGET"];
const HEADS: Partial<Record<Name, readonly string[]>> = {
    faults: ["KNOWN AFTER", "MEANWHILE", "ITS TEXT NAMES"],
    rollout: ["OPEN AFTER THE LAST", "PEAK MEMORY", "PROCESSOR", "REQUESTS"],
};

const NAMES = Object.keys(BENCHES) as Name[];

/** They start a platform of their own, in a clone of its own: the one here has to be stopped. */
const ONLY_WHEN_NAMED: readonly Name[] = ["builtStart", "releasedStart"];
const USUAL = NAMES.filter((name) => !ONLY_WHEN_NAMED.includes(name));

const command = new Command("bench")
    .addArgument(
        new Argument(
            "[names...]",
            `what to measure; everything but ${ONLY_WHEN_NAMED.join(" and ")} by default`,
        ).choices(NAMES),
    )
    .action(async (names: Name[]) => {
        for (const name of names.length > 0 ? names : USUAL) {
            const rows = await BENCHES[name]();
            process.stdout.write(`\n${tableText([name.toUpperCase(), ...(HEADS[name] ?? USUAL_HEAD)], rows)}`);
        }
    });

// Watches and servers that a measurement opened must not keep the process.
void command.parseAsync().then(() => process.exit(0));
