// Values that both sections of the configuration know, with messages that say what is accepted.
import { z } from "zod";
import { durationSeconds } from "../model/duration";

export const text = z.string().trim().min(1, "must not be empty");

/** A DNS label, as Kubernetes wants it for names. */
export const name = z
    .string()
    .regex(
        /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
        "must be a DNS label: lower-case letters, digits and '-', at most 63 characters",
    );

/** `5m`, `1h30m` or `90s` as whole seconds; a plain number is seconds. */
export const duration = z.union([z.string(), z.number()]).transform((value, context) => {
    try {
        return durationSeconds(String(value));
    } catch (error) {
        context.addIssue({ code: "custom", message: (error as Error).message });
        return z.NEVER;
    }
});

/** Turns a function of model/ that throws into a check whose message is the error's. */
export function whenValid<T>(check: (value: T) => void): (value: T, context: z.RefinementCtx) => void {
    return (value, context) => {
        try {
            check(value);
        } catch (error) {
            context.addIssue({ code: "custom", message: (error as Error).message });
        }
    };
}
