// Every shape.
import { CONTAINERS } from "./containers";
import { FILES } from "./files";
import { PODS } from "./pods";
import type { Shape } from "./shape";

export const SHAPES: Readonly<Record<string, Shape>> = { ...CONTAINERS, ...FILES, ...PODS };
