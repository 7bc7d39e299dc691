/** What became of the images on the nodes during an update: one row for each image and node. */

import { grouped } from "../grouped";
import type { EventFacts } from "../kubernetes/facts";
import { adviceText } from "./advice";
import { CAUSES, type CauseName, causeOf } from "./causes";
import { shownError } from "./error/shown";
import { imagePulls } from "./imagePulls";
import { type PullRecord, pulls } from "./statistics";

/** Characters of a text of the cluster. */
const TEXT_LENGTH = 1_000;

export interface NodeOutcome {
    readonly image: string;
    readonly node: string;
    /** `cached`: it was there already; `pulling`: the end of the pull was not seen. */
    readonly result: "pulled" | "cached" | "pulling" | "failed";
    /** Of the longest pull itself. */
    readonly seconds?: number;
    /** In the node's queue, before it. */
    readonly waitingSeconds?: number;
    /** Compressed size. */
    readonly bytes?: number;
    /** Why it failed last. */
    readonly cause?: CauseName;
    /** The kubelet's own words on that. */
    readonly text?: string;
    readonly advice?: string;
}

/** @param events of pods, as far back as the update began. Sorted by image and node. */
export function nodeOutcomes(events: readonly EventFacts[], images: ReadonlySet<string>): NodeOutcome[] {
    return [...grouped(events, ({ node = "unknown" }) => node)]
        .flatMap(([node, ofNode]) => pullsOfNode(node, ofNode, images))
        .sort((a, b) => a.image.localeCompare(b.image) || a.node.localeCompare(b.node));
}

function pullsOfNode(node: string, events: readonly EventFacts[], images: ReadonlySet<string>): NodeOutcome[] {
    const records = pulls(events);
    return [...imagePulls(events).values()]
        .filter(({ image }) => images.has(image))
        .map(({ image, state, failures }): NodeOutcome => {
            const ofImage = records.filter((record) => record.image === image);
            if (state === "failing") {
                const text = failures.find(({ error }) => error !== "")?.error ?? "";
                const cause = causeOf(text, image) ?? CAUSES.unknown;
                const advice = adviceText(cause, { image, node, text });
                return {
                    image,
                    node,
                    result: "failed",
                    cause: cause.name,
                    text: shownError(text, TEXT_LENGTH),
                    advice,
                };
            }
            const longest = ofImage.reduce<PullRecord | undefined>(longer, undefined);
            return longest ? pulled(longest) : { image, node, result: state === "pulling" ? "pulling" : "cached" };
        });
}

function longer(known: PullRecord | undefined, other: PullRecord): PullRecord {
    return known && known.seconds >= other.seconds ? known : other;
}

function pulled({ image, node, seconds, waitingSeconds, bytes }: PullRecord): NodeOutcome {
    return { image, node, result: "pulled", seconds, waitingSeconds, ...(bytes !== undefined && { bytes }) };
}
