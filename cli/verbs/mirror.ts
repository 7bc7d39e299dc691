// `image-delivery mirror`: the commands that bring this package's own images into a team's registry.
import { Command, Option } from "commander";
import { parseImagePrefix } from "../../model/image/helperImages";
import {
    BringingIn,
    type HelperImageCommand,
    helperImageCommands,
    knownWay,
    wayInto,
} from "../../model/registry/helperImageCommands";
import { UsageError } from "../../model/userError";
import { type OutputFormat, withOutput } from "../options/cluster";
import { printAnswer } from "../terminal/output";

interface MirrorOptions {
    readonly by?: BringingIn;
    readonly output: OutputFormat;
}

export function mirrorCommand(): Command {
    const command = new Command("mirror")
        .description(
            "Prints the commands that bring the images of this package's own pods into your registry, by what the registry " +
                "allows. It changes nothing.",
        )
        .argument("<prefix>", "what you give as imagePrefix, such as myregistry.azurecr.io/image-delivery")
        .addOption(
            new Option(
                "--by <way>",
                "import, cache rule or docker (default: asks `az acr show` what the registry allows)",
            ).choices(Object.values(BringingIn)),
        );
    return withOutput(command).action(mirror);
}

async function mirror(prefix: string, { by, output }: MirrorOptions): Promise<void> {
    const registry = registryOf(prefix);
    const way = by ?? knownWay(prefix) ?? (await askedWay(registry));
    printAnswer(helperImageCommands(prefix, way), output, scriptText);
}

function registryOf(prefix: string): string {
    try {
        return parseImagePrefix(prefix).registry;
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}

async function askedWay(registry: string): Promise<BringingIn> {
    const { registryNetwork } = await import("../../observe/registry/azure/settings");
    return wayInto(await registryNetwork(registry));
}

/** A shell script: redirected to a file, it can be run as it is. */
function scriptText(commands: readonly HelperImageCommand[]): string {
    return commands.map(({ name, use, command }) => `# ${name}: ${use}\n${command}\n`).join("");
}
