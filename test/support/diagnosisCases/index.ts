// Every entry of the table.
import type { DiagnosisCase } from "./case";
import { IMAGES, NODES, PROXIES } from "./kinds";
import { REFUSED_PULLS } from "./refusedPulls";
import { REFUSED_WORKLOADS } from "./refusedWorkloads";
import { ANSWERS, LIMITS, REGISTRIES } from "./registries";
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
