// Every entry of the table.
import type { DiagnosisCase } from "./case";
import { REFUSED_PULLS } from "./refusedPulls";

export const DIAGNOSIS_CASES: readonly DiagnosisCase[] = [...REFUSED_PULLS];
