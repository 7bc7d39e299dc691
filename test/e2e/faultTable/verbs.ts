// The verbs of the command in this process, several simultaneously: what each prints goes to the call that asked.
import { AsyncLocalStorage } from "node:async_hooks";
import { main } from "../../../cli/main";
import type { TestPullReport } from "../../../cli/verbs/testPull/text";
import type { StatusReport } from "../../../model/pods/status";
import { KUBECONFIG } from "../../../platform/paths";

interface Printed {
    stdout: string;
    stderr: string;
}

const printing = new AsyncLocalStorage<Printed>();

/** Sends to each call what it prints; returns what ends that. The exit codes of verbs that run simultaneously mean nothing. */
export function captureVerbs(): () => void {
    const codeBefore = process.exitCode;
    const restore = (["stdout", "stderr"] as const).map((name) => {
        const write = process[name].write.bind(process[name]);
        process[name].write = ((text: string, ...rest: never[]) => {
            const printed = printing.getStore();
            if (printed === undefined) {
                return write(text, ...rest);
            }
            printed[name] += text;
            return true;
        }) as typeof process.stdout.write;
        return () => {
            process[name].write = write;
        };
    });
    return () => {
        for (const end of restore) {
            end();
        }
        process.exitCode = codeBefore;
    };
}

export function status(namespace: string): Promise<StatusReport> {
    return answer<StatusReport>(["status", "-n", namespace]);
}

/** Its answer in a few words. */
export async function testPull(namespace: string, image: string, options: readonly string[]): Promise<string> {
    try {
        const { results } = await answer<TestPullReport>(["test-pull", image, "-n", namespace, ...options]);
        const [result] = results;
        if (result?.state !== "failed") {
            return "pulls it: its own pod may";
        }
        const late = result.text.startsWith("not done after");
        return `${result.cause}, ${late ? "when its time is up" : "immediately"}`;
    } catch (error) {
        if (/image reference .* is not valid/.test(String(error))) {
            return "refuses the name";
        }
        throw error;
    }
}

/** Rejects with what the verb says where it does not answer. */
async function answer<Report>(words: readonly string[]): Promise<Report> {
    const printed: Printed = { stdout: "", stderr: "" };
    await printing.run(printed, () => main([...words, "--kubeconfig", KUBECONFIG, "--output", "json"]));
    if (printed.stdout === "") {
        throw new Error(printed.stderr.trim());
    }
    return JSON.parse(printed.stdout) as Report;
}
