/** The clocks in a plan: deadlines and waits that follow from the declared size of an image. */
import { goDurationSeconds } from "../text/durations";
import { isObject } from "./properties";
import { type Json, type PlanResource, titleOf } from "./resource";

/** A clock that another revision sets otherwise. */
export interface ClockMove {
    /** Such as `Deployment app`. */
    readonly resource: string;
    readonly clock: string;
    readonly beforeSeconds?: number;
    readonly afterSeconds?: number;
}

export type Clocks = Readonly<Record<string, number>>;

/** The clocks of two versions of a resource that differ; one that is new or gone altogether has moved none. */
export function movedClocks(before: PlanResource, after: PlanResource): ClockMove[] {
    const [olds, news] = [clocksOf(before), clocksOf(after)];
    return [...new Set([...Object.keys(olds), ...Object.keys(news)])]
        .filter((clock) => olds[clock] !== news[clock])
        .map((clock) => ({
            resource: titleOf(after),
            clock,
            beforeSeconds: olds[clock],
            afterSeconds: news[clock],
        }));
}

/** The seconds of each clock that a resource has, by what people call it. */
export function clocksOf({ inputs, outputs, customTimeouts }: PlanResource): Clocks {
    const clocks: Record<string, Json | undefined> = {
        "pre-pull gate": outputs.gateSeconds,
        activeDeadlineSeconds: at(inputs.spec, "activeDeadlineSeconds"),
        progressDeadlineSeconds: at(inputs.spec, "progressDeadlineSeconds"),
    };
    const { create, update } = customTimeouts;
    if (create === update) {
        clocks["Pulumi's wait"] = secondsOf(create);
    } else {
        clocks["Pulumi's wait (create)"] = secondsOf(create);
        clocks["Pulumi's wait (update)"] = secondsOf(update);
    }
    return Object.fromEntries(
        Object.entries(clocks).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
    );
}

function at(value: Json | undefined, key: string): Json | undefined {
    return isObject(value) ? value[key] : undefined;
}

function secondsOf(duration: string | undefined): number | undefined {
    return goDurationSeconds(duration ?? "");
}
