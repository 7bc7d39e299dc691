// `image-delivery pin --stack NAME NAME=IMAGE`: digest, size and layers of images, from the registry into the stack's file.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import { type PinChange, pinned } from "../../../model/pin/pinned";
import { stackImages } from "../../../model/pin/stackImages";
import { clientFor, type RegistryOptions, withRegistry } from "../../options/registry";
import { stackFileOf } from "../plan/project";
import { wishesOf } from "./arguments";
import { wishesFrom } from "./fromFile";
import { replaceText } from "./replace";
import { resolvedPins } from "./resolve";

interface Options extends RegistryOptions {
    readonly stack: string;
    readonly dir: string;
    readonly platform: string;
    readonly from?: string;
    readonly check?: boolean;
}

export function pinCommand(): Command {
    const command = new Command("pin")
        .description(
            "Asks the registry for the digest, the compressed size and the layers of images, and writes them into " +
                "aks-image-delivery:rollout.images of the stack's file. Comments, order and quotes stay as they are; " +
                "a name that the list does not have is added.",
        )
        .argument(
            "[name=image...]",
            "the entry's name and its image, such as shop=myregistry.azurecr.io/shop:1.4.2; with --from the name, or nothing",
        )
        .requiredOption("-s, --stack <name>", "the stack, by its Pulumi.<name>.yaml")
        .option("--dir <folder>", "folder of Pulumi.yaml", ".")
        .option("--platform <os/arch>", "platform of the nodes, whose size is declared", "linux/amd64")
        .option(
            "--from <file>",
            "images of a build: docker buildx --metadata-file, dotnet publish --getProperty, az acr build -o json",
        )
        .option("--check", "write nothing, and fail where the stack says something else");
    return withRegistry(command).action(pin);
}

async function pin(words: readonly string[], options: Options): Promise<void> {
    const given = options.from === undefined ? wishesOf(words) : undefined;
    const file = stackFileOf(resolve(options.dir), options.stack);
    // A fault of the file is said before anything is asked.
    const stack = stackImages(file, await readFile(file, "utf8"));
    const wishes = given ?? (await wishesFrom(options.from ?? "", words, stack));
    const pins = await resolvedPins(await clientFor(options), wishes, options.platform);
    const change = (text: string) => pinned(file, text, pins);
    if (options.check) {
        const { changes } = change(await readFile(file, "utf8"));
        process.stderr.write(changes.map((one) => `image-delivery: ${differenceText(one)}\n`).join(""));
        process.exitCode = changes.length > 0 ? 1 : 0;
        return;
    }
    const { changes } = await replaceText(file, change);
    const lines = changes.map(({ name, key, from, to }) => `${name}: ${key} ${from ?? "(none)"} -> ${to}\n`);
    process.stdout.write(lines.length > 0 ? lines.join("") : `${file} has this already.\n`);
}

function differenceText({ name, key, from, to }: PinChange): string {
    return from === undefined
        ? `${name} has no ${key} in the stack; it is ${to}`
        : `${key} of ${name} is ${from} in the stack and ${to} at the registry`;
}
