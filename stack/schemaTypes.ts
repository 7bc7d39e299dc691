// Values that both sections of the configuration know, with messages that say what is accepted.
import * as v from "valibot";

/** An object in which each key that nobody knows is a fault of its own: valibot's strictObject stops at the first one. */
export function section<Entries extends v.ObjectEntries>(entries: Entries): v.StrictObjectSchema<Entries, undefined> {
    // The message is the keys that there are: what is shown depends on the key that was given too.
    const schema = v.objectWithRest(entries, v.never(Object.keys(entries).join(KEYS)));
    return schema as unknown as v.StrictObjectSchema<Entries, undefined>;
}

/** Between the keys in the message of an unknown one. */
export const KEYS = ", ";

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

export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER, what = "a whole number") {
    const upTo = max === Number.MAX_SAFE_INTEGER ? "" : ` to ${max}`;
    const message = `must be ${what} from ${min}${upTo}`;
    return v.pipe(
        v.number(message),
        v.check((value) => Number.isInteger(value) && value >= min && value <= max, message),
    );
}

/** As in the arguments of the components, whose names say the unit. */
export const seconds = wholeNumber(1, 1_000_000, "a whole number of seconds");

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
