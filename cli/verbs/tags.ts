// `image-delivery tags`: the tags of a repository.
import { Command } from "commander";
import { plainLine } from "../../model/text/table";
import { type OutputFormat, withOutput } from "../options/cluster";
import { clientFor, type RegistryOptions, referenceOf, withRegistry } from "../options/registry";
import { dataText } from "../terminal/output";

export function tagsCommand(): Command {
    const command = new Command("tags")
        .description("Lists the tags of a repository.")
        .argument("<repository>", "such as myregistry.azurecr.io/shop");
    return withRegistry(withOutput(command)).action(tags);
}

/** `--output json` is the array of tags, in the registry's order. */
async function tags(repository: string, options: RegistryOptions & { readonly output: OutputFormat }): Promise<void> {
    const client = await clientFor(options);
    const found: string[] = [];
    for await (const tag of client.tags(referenceOf(repository))) {
        // The reader of a pipe has read enough.
        if (!process.stdout.writable) {
            return;
        }
        found.push(tag);
        if (options.output === "table") {
            process.stdout.write(`${plainLine(tag)}\n`);
        }
    }
    if (options.output !== "table") {
        process.stdout.write(dataText(found, options.output));
    }
}
