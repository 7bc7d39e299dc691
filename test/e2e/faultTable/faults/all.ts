// Every fault of the table.
import { LONG_NETWORK_FAULTS, NETWORK_FAULTS } from "./network";
import { NODE_FAULTS } from "./node";
import { POD_FAULTS } from "./pod";
import { REFUSALS } from "./refusal";
import { REGISTRY_FAULTS } from "./registry";

/** Those that take a moment each, and can be looked at together. */
export const QUICK = [...REGISTRY_FAULTS, ...REFUSALS, ...NETWORK_FAULTS, ...NODE_FAULTS, ...POD_FAULTS];

export const LONG = LONG_NETWORK_FAULTS;
