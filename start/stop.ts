// `npm stop`: ends the embedded platform and removes its data; with --context, removes the sample from another cluster.
import { Option } from "commander";
import { stopPlatform } from "../platform/kubernetes/platform";
import { commandNamed, main } from "./main";

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function stop(words: readonly string[]): Promise<void> {
    const command = commandNamed("stop")
        .option("--keep", "leave the platform's data to the next start")
        .addOption(new Option("--context <name>", "the cluster to remove the sample from").conflicts("keep"));
    const { keep, context } = command.parse([...words], { from: "user" }).opts<{ keep?: boolean; context?: string }>();
    if (context !== undefined) {
        const { stopOnContext } = await import("./context/stop");
        return stopOnContext(context, say);
    }
    const lines = await stopPlatform({ keep });
    say(lines.length > 0 ? lines.join("\n") : "The platform does not run: nothing to stop, nothing to remove.");
}

void main(stop);
