/** What Azure answers to a look-up, and the end of the program where it refuses one. */
import * as pulumi from "@pulumi/pulumi";
import { faultsAt } from "../../model/fault";
import { plainError } from "../../model/text/plain";
import { isKnownNow } from "../shared/hooks";
import { refuseLate } from "../shared/refusal";

const MOST_WORDS = 500;

/**
 * The answer. Where Azure refuses it, the program ends as after refused arguments: what is created from the answer is never
 * registered, and a program of the Automation API would wait for it without end.
 *
 * @param component that needs the answer, such as `AksRegistry "acr"`
 * @param what is looked up, in words
 */
export function lookedUp<T>(component: string, what: string, asked: pulumi.Output<T>): pulumi.Output<T> {
    const answered = isKnownNow(asked).catch((error: Error) =>
        refuseLate(component, faultsAt("", reasonOf(what, error))),
    );
    return pulumi.output(answered).apply(() => asked) as pulumi.Output<T>;
}

function reasonOf(what: string, { message }: Error): string {
    return `Azure does not show ${what}: ${plainError(message.replace(/^.* returned an error: /s, ""), MOST_WORDS)}`;
}
