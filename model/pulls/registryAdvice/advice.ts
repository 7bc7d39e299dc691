/** What to do by the kind of registry; what is not named is the same for all of them. */

import type { CauseName } from "../causes/table";

export type RegistryAdvice = Readonly<Partial<Record<CauseName, string>>>;
