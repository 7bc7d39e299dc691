/** Why a node cannot pull an image, from the words of its kubelet, its runtime or a registry. */
import { CAUSES, type Cause } from "./causes/table";
import { decisionOf } from "./error/decide";
import { readError } from "./error/pullError";

export { CAUSES, type Cause, type CauseName, causeTitle } from "./causes/table";

/**
 * The cause that a text of the kubelet, the runtime or a registry names; undefined where it names none that is known.
 *
 * @param image The reference that was pulled, which tells the registry where the text does not.
 */
export function causeOf(text: string, image?: string): Cause | undefined {
    const key = `${image ?? ""} ${text}`;
    if (!known.has(key)) {
        if (known.size >= MOST_KNOWN) {
            known.clear();
        }
        const decision = decisionOf(readError(text, image));
        known.set(key, decision && CAUSES[decision.cause]);
    }
    return known.get(key);
}

/** In a large cluster thousands of events say the same: each text is read once. */
const known = new Map<string, Cause | undefined>();
const MOST_KNOWN = 1_000;
