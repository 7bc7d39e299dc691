// Every entry of the table.

import { ANSWERS, LIMITS } from "./answers";
import type { DiagnosisCase } from "./case";
import { IMAGES, PROXIES } from "./kinds";
import { NODES } from "./nodes";
import { REFUSED_PULLS } from "./refusedPulls";
import { REFUSED_WORKLOADS } from "./refusedWorkloads";
import { REGISTRIES } from "./registries";
import { SLOW_PULLS } from "./slowPulls";
import { SANDBOX_IMAGES, STUCK_PODS } from "./stuckPods";
import { UNSCHEDULED_PODS } from "./unscheduledPods";

export const DIAGNOSIS_CASES: readonly DiagnosisCase[] = [
    ...REFUSED_PULLS,
    ...PROXIES,
    ...NODES,
    ...IMAGES,
    ...REGISTRIES,
    ...LIMITS,
    ...ANSWERS,
    ...STUCK_PODS,
    ...SANDBOX_IMAGES,
    ...UNSCHEDULED_PODS,
    ...SLOW_PULLS,
    ...REFUSED_WORKLOADS,
];
