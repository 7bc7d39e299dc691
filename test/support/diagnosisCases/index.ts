// Every entry of the table.

import { ANSWERS, LIMITS } from "./answers";
import type { DiagnosisCase } from "./case";
import { IMAGES, PROXIES } from "./kinds";
import { NODES } from "./nodes";
import { REFUSED_PULLS } from "./refusedPulls";
import { REFUSED_WORKLOADS } from "./refusedWorkloads";
import { REGISTRIES } from "./registries";
import { SANDBOXES } from "./sandboxes";
import { SLOW_PULLS } from "./slowPulls";
import { STUCK_CONTAINERS } from "./stuckContainers";
import { STUCK_NODES } from "./stuckNodes";
import { STUCK_VOLUMES } from "./stuckVolumes";
import { UNSCHEDULED_PODS } from "./unscheduledPods";

export const DIAGNOSIS_CASES: readonly DiagnosisCase[] = [
    ...REFUSED_PULLS,
    ...PROXIES,
    ...NODES,
    ...IMAGES,
    ...REGISTRIES,
    ...LIMITS,
    ...ANSWERS,
    ...STUCK_VOLUMES,
    ...STUCK_CONTAINERS,
    ...STUCK_NODES,
    ...SANDBOXES,
    ...UNSCHEDULED_PODS,
    ...SLOW_PULLS,
    ...REFUSED_WORKLOADS,
];
