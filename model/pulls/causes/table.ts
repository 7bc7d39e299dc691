/** Why a node cannot pull an image: what it means, what to do, and how long to wait for it to heal on its own. */
import { ACCESS_CAUSES } from "./access";
import type { CauseText } from "./cause";
import { IMAGE_CAUSES } from "./image";
import { NETWORK_CAUSES } from "./network";
import { NODE_CAUSES } from "./node";

const TEXTS = { ...IMAGE_CAUSES, ...ACCESS_CAUSES, ...NETWORK_CAUSES, ...NODE_CAUSES };

export type CauseName = keyof typeof TEXTS;

export interface Cause extends CauseText {
    readonly name: CauseName;
    readonly graceSeconds: number;
}

const NAMES = Object.keys(TEXTS) as CauseName[];

export const CAUSES: Readonly<Record<CauseName, Cause>> = Object.fromEntries(
    NAMES.map((name): [CauseName, Cause] => [name, { name, graceSeconds: 0, ...TEXTS[name] }]),
) as Record<CauseName, Cause>;

/** What a cause is called in a table: its explanation begins with it. */
export function causeTitle(name: CauseName): string {
    return CAUSES[name].explanation.split(":", 1)[0] ?? name;
}
