/** Why a node cannot pull an image, from the words of its kubelet, its runtime or a registry. */
import { remembered } from "../remembered";
import { CAUSES, type Cause } from "./causes/table";
import { decisionOf } from "./error/decide";
import { readError } from "./error/pullError";

export { CAUSES, type Cause, type CauseName, causeTitle } from "./causes/table";

/** In a large cluster thousands of events say the same: each text is read once. */
const MOST_TEXTS = 1_000;

/**
 * The cause that a text of the kubelet, the runtime or a registry names; undefined where it names none that is known.
 *
 * @param image The reference that was pulled, which tells the registry where the text does not.
 */
export const causeOf = remembered(MOST_TEXTS, (text: string, image?: string): Cause | undefined => {
    const decision = decisionOf(readError(text, image));
    return decision && CAUSES[decision.cause];
});
