// Values that both sections of the configuration know, with messages that say what is accepted.
import * as v from "valibot";
import { durationSeconds } from "../model/text/durations";

/** An object in which each key that nobody knows is a fault of its own: valibot's strictObject stops at the first one. */
export function section<Entries extends v.ObjectEntries>(entries: Entries): v.StrictObjectSchema<Entries, undefined> {
    const schema = v.objectWithRest(entries, v.never("no such key; look for a typing error"));
    return schema as unknown as v.StrictObjectSchema<Entries, undefined>;
}

export const text = v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"));

/** A DNS label, as Kubernetes wants it for names. */
export const name = v.pipe(
    v.string(),
    v.regex(
        /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
        "must be a DNS label: lower-case letters, digits and '-', at most 63 characters",
    ),
);

export const path = v.pipe(v.string(), v.startsWith("/", "must begin with /"));

export const texts = v.record(v.string(), v.string());

/** A whole number of at least one. */
export function count(max = Number.MAX_SAFE_INTEGER) {
    const message =
        max === Number.MAX_SAFE_INTEGER ? "must be a whole number from 1" : `must be a whole number from 1 to ${max}`;
    return v.pipe(
        v.number(message),
        v.check((value) => Number.isInteger(value) && value >= 1 && value <= max, message),
    );
}

/** `5m`, `1h30m` or `90s` as whole seconds; a plain number is seconds. */
export const duration = v.pipe(
    v.union([v.string(), v.number()]),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
        try {
            return durationSeconds(String(dataset.value));
        } catch (error) {
            addIssue({ message: `${JSON.stringify(dataset.value)} ${(error as Error).message}` });
            return NEVER;
        }
    }),
);

/** Turns a function of model/ that throws into a check whose message is the error's. */
export function valid<Value>(check: (value: Value) => void): v.RawCheckAction<Value> {
    return v.rawCheck(({ dataset, addIssue }) => {
        if (dataset.typed) {
            try {
                check(dataset.value);
            } catch (error) {
                addIssue({ message: (error as Error).message });
            }
        }
    });
}

/** The way to a value inside of `root`, for a fault that a check of the whole finds. */
export function pathTo(root: unknown, keys: readonly (string | number)[]): [v.IssuePathItem, ...v.IssuePathItem[]] {
    let input = root;
    return keys.map((key) => {
        const value = (input as Record<string | number, unknown>)[key];
        const item = { type: "unknown", origin: "value", input, key, value } as const;
        input = value;
        return item;
    }) as [v.IssuePathItem, ...v.IssuePathItem[]];
}
