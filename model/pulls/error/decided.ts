/** The causes that an error itself can tell; the others are seen by the clock, or elsewhere. */

import type { CauseName } from "../causes/table";

export type DecidedCause = Exclude<CauseName, "slow" | "unknown" | "pullSecretMissing">;
