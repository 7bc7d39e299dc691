// `npm run node -- add|remove|stop|start NAME`: real nodes of the platform while it runs.
import { Argument } from "commander";
import { UsageError } from "../model/userError";
import { NodeError } from "../platform/kubernetes/node/nodeFaults";
import { changeNode, type NodeVerb } from "../platform/kubernetes/platform";
import { commandNamed, main } from "./main";

const VERBS: readonly NodeVerb[] = ["add", "remove", "stop", "start"];

async function run(verb: NodeVerb, name: string, { taint: taints }: { taint: string[] }): Promise<void> {
    if (taints.length > 0 && verb !== "add") {
        throw new UsageError(`--taint ${taints[0]} goes with add, not with ${verb}: a node is born with its taints`);
    }
    try {
        await changeNode({ verb, name, taints });
    } catch (error) {
        throw error instanceof NodeError ? new UsageError(error.message) : error;
    }
}

void main(async (words) => {
    const command = commandNamed("node")
        .addArgument(new Argument("<verb>", "what to do").choices(VERBS))
        .argument("<name>", "the node, such as blue")
        .option(
            "--taint <taint>",
            "add: the node is born with it, such as warm=no:NoSchedule; may be repeated",
            (taint: string, before: string[]) => [...before, taint],
            [] as string[],
        )
        .action(run);
    await command.parseAsync([...words], { from: "user" });
});
