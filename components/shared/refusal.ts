/**
 * One error for all faults of a component, before anything of it is created.
 *
 * What becomes known only while the program runs is refused late. What is to be created from the refused value is never
 * registered then, and neither the SDK nor whoever waits for it hears of that: the process of Pulumi's own host ends all
 * the same, but a program of the Automation API would wait without end. So a last resource is registered that the engine
 * refuses, which ends the deployment in every host.
 */
import { setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { type Fault, faultList } from "../../model/fault";
import { hookName, inProgram, takesHooks } from "./hooks";

/** A RunError is shown without a stack trace: the mistake is not in the program. */
class PlainError extends pulumi.RunError {
    constructor(text: string) {
        super(text);
        // Where a component runs in a process of its own, Pulumi prints the stack of an error that comes late.
        this.stack = text;
        // Every resource that waits for a refused value fails with this error, and the SDK would write the name of the waiting
        // property before its text, once for each of them.
        Object.defineProperty(this, "message", { get: () => text, set: () => undefined });
    }
}

export class RefusedArguments extends PlainError {
    /** @param component what is refused, such as `ImagePrepull "api"` */
    constructor(
        readonly component: string,
        readonly faults: readonly Fault[],
    ) {
        super(`${component} was refused:${faultList(faults)}`);
    }
}

/** Throws one error that names the component and lists every fault, when there is one. */
export function refuse(component: string, faults: readonly Fault[]): void {
    if (faults.length > 0) {
        throw new RefusedArguments(component, faults);
    }
}

/** As `refuse`, for values that were not known when the component was constructed. */
export function refuseLate(component: string, faults: readonly Fault[]): void {
    if (faults.length > 0) {
        endProgram(component, new RefusedArguments(component, faults));
    }
}

/** Ends the program where something that a component waits for fails: whatever waits for the component is never registered. */
export function failLate(component: string, text: string): never {
    return endProgram(component, new PlainError(`${component}: ${text}`));
}

function endProgram(component: string, error: PlainError): never {
    if (takesHooks()) {
        new Refusal(hookName("refused", component), error.message);
    }
    throw error;
}

class Refusal extends pulumi.ComponentResource {
    constructor(name: string, text: string) {
        super("aks-image-delivery:index:Refusal", name, {}, { hooks: { beforeCreate: [refusingHook(name, text)] } });
    }
}

function refusingHook(name: string, text: string): pulumi.ResourceHook {
    const end = inProgram(async () => {
        throw new Error((await linesArrived()) ? "the program ends here" : text);
    });
    return new pulumi.ResourceHook(name, end, { onDryRun: true });
}

/** Longer than any line takes; one that belongs to a resource which is never registered holds back all that come after it. */
const LINES_ARRIVE_MS = 2_000;

/** Whether the engine has what was logged so far, the refusal itself among it: log lines keep their order. */
function linesArrived(): Promise<boolean> {
    const line = pulumi.log.debug("a late refusal ends the program").then(() => true);
    return Promise.race([line, setTimeout(LINES_ARRIVE_MS, false, { ref: false })]);
}
