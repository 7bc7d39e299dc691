// A stand-in for Pulumi's random provider: values that are created once, kept in the state, and created again when an input
// changes.
import { differences } from "../shared/differences";
import type { Provider } from "../shared/provider";
import { hasUnknown, type Properties, UNKNOWN } from "../shared/values";
import { KINDS, type RandomKind } from "./kinds";

export function randomProvider(version: string): Provider {
    return {
        name: "random",
        version,
        check: ({ type, news }) => {
            const kind = kindOf(type);
            const inputs = { ...kind.defaults, ...news };
            return { inputs, failures: hasUnknown(inputs) ? [] : kind.faults(inputs) };
        },
        diff: ({ oldInputs, news }) => ({ changes: differences(oldInputs, news, () => true) }),
        create: async ({ type, inputs, preview }) => (preview ? unmade(inputs) : kindOf(type).create(inputs)),
        read: async ({ id, inputs, outputs }) => ({ id, inputs, outputs }),
        update: () => Promise.reject(new Error("a random value cannot be updated, only replaced")),
        delete: async () => {},
    };
}

function kindOf(type: string): RandomKind {
    const kind = KINDS[type];
    if (kind === undefined) {
        const known = Object.keys(KINDS).map((token) => token.slice(token.lastIndexOf(":") + 1));
        throw new Error(`the random stand-in does not create ${type}; it creates ${known.join(", ")}`);
    }
    return kind;
}

function unmade(inputs: Properties): { id: string; outputs: Properties } {
    return { id: "", outputs: { ...inputs, result: UNKNOWN } };
}
