// Every entry of the table.

import { ANSWERS, LIMITS } from "./answers";
import type { DiagnosisCase } from "./case";
import { IMAGES, PROXIES } from "./kinds";
import { NODES } from "./nodes";
import { REFUSED_PULLS } from "./refusedPulls";
import { REFUSED_WORKLOADS } from "./refusedWorkloads";
import { REGISTRIES } from "./registries";
import { REPORTED_OF_AZURE } from "./reported/azure";
import { REPORTED_CONTAINERS } from "./reported/containers";
import { MORE_REPORTED_PULLS } from "./reported/morePulls";
import { REPORTED_NODES } from "./reported/nodes";
import { REPORTED_REGISTRIES } from "./reported/registries";
import { REPORTED_SANDBOXES } from "./reported/sandboxes";
import { REPORTED_STARTS } from "./reported/starts";
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
    ...REPORTED_REGISTRIES,
    ...REPORTED_OF_AZURE,
    ...REPORTED_NODES,
    ...REPORTED_SANDBOXES,
    ...REPORTED_CONTAINERS,
    ...MORE_REPORTED_PULLS,
    ...REPORTED_STARTS,
];
