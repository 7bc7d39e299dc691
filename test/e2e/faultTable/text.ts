// The kubelet's text as the table shows it: its telling end, without what differs between two runs or two machines.
import type { EventFacts } from "../../../model/kubernetes/facts";
import { pullFact } from "../../../model/pulls/events";

/** How the first attempt to pull `image` ended; empty where none has. */
export function kubeletText(events: readonly EventFacts[], image: string): string {
    const [first] = events
        .flatMap(({ message, firstAt }) => {
            const fact = pullFact(message);
            return fact?.kind === "failed" && fact.image === image ? [{ error: fact.error, firstAt }] : [];
        })
        .sort((a, b) => a.firstAt - b.firstAt);
    return first === undefined ? "" : steadyText(first.error);
}

/** Each expression, and what stands for what it matches. */
const VARYING: readonly (readonly [RegExp, string])[] = [
    [/^rpc error: code = \w+ desc = /, ""],
    [/failed to pull and unpack image "[^"]*": /, ""],
    [/\s+/g, " "],
    [/[0-9a-f]{64}/g, "…"],
    [/r{64}/g, "rrr…"],
    // What a DNS server says of a name that it does not know is its own affair.
    [/(lookup registry\.invalid).*/, "$1…"],
    [/\b\d+\.\d+\.\d+\.\d+:\d+/g, "REGISTRY"],
    [/extract-\S+/g, "extract-…"],
    [/\/\S*containerd-mount\d+/g, "…"],
    // Where the platform lies.
    [/\/\S*(?=\/io\.containerd\.)/g, "…"],
    [/\d+ bytes but got \d+/g, "… bytes but got …"],
];

function steadyText(text: string): string {
    return VARYING.reduce((steady, [varying, constant]) => steady.replace(varying, constant), text);
}
