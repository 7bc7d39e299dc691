// All pods, by what once could not be said of them.
import { PROBES, RIGHTS, VARIABLES } from "./containers";
import { MIGRATIONS, PODS } from "./pods";
import type { Shape } from "./shape";
import { VOLUMES } from "./volumes";

export const SHAPES: readonly Shape[] = [...PROBES, ...VARIABLES, ...RIGHTS, ...VOLUMES, ...PODS, ...MIGRATIONS];
