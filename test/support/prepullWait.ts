/** What a gate is asked at a fake API server. */
import type { PrepullOptions } from "../../observe/gate/prepull";
import type { ApiServer } from "./apiServer";
import { NAMESPACE } from "./objects";

export function prepullOptions(
    { kubeconfig }: Pick<ApiServer, "kubeconfig">,
    more: Pick<PrepullOptions, "daemonSet" | "image"> & Partial<PrepullOptions>,
): PrepullOptions {
    return {
        access: { kubeconfig },
        namespace: NAMESPACE,
        selection: {},
        quorum: 1,
        allowZeroNodes: false,
        gate: { seconds: 600, shares: [] },
        pullMostSeconds: 120,
        onProgress: () => undefined,
        ...more,
    };
}
