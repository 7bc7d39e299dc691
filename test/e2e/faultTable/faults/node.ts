// What the node itself lacks.
import type { Fault } from "../fault";
import { onFullDisk } from "../make";

export const NODE_FAULTS: readonly Fault[] = [
    {
        name: "full-disk",
        title: "a node whose disk is full",
        made: "a layer is downloaded into a file system of 64 kB",
        cause: "diskFull",
        make: onFullDisk,
    },
];
