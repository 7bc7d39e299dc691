// What the pod itself asks for.
import { REGISTRY } from "../../../../platform/paths";
import type { Fault } from "../fault";
import { inRegistry } from "../make";

export const POD_FAULTS: readonly Fault[] = [
    {
        name: "invalid-name",
        title: "a name that is not a reference",
        made: "a repository in upper case",
        cause: "invalidName",
        make: async () => ({ image: `${REGISTRY}/App:1.0.0` }),
        testPull: "refuses the name",
    },
    {
        name: "never",
        title: "a policy that forbids the pull",
        made: "`imagePullPolicy: Never` for an image that is not on the node",
        cause: "neverPull",
        make: inRegistry({}),
        pullPolicy: "Never",
        testPull: "pulls it: its own pod may",
    },
];
