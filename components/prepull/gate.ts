/** The gate: a hook that holds the pre-pull record back until the image is on the nodes. */
import * as pulumi from "@pulumi/pulumi";
import { awayText } from "../../model/gate/away";
import { joiningText, unheldText } from "../../model/gate/joining";
import { clusterCalls } from "../shared/clusterCalls";
import { asksCluster, hookName, inProgram, knownValue, progressOn } from "../shared/hooks";

type GateOptions = Omit<Parameters<typeof clusterCalls.waitForPrepull>[0], "onProgress" | "onWarning" | "signal">;

/**
 * Hooks for the record of the component. They run while `pulumi up` creates or updates it, never in a preview; when the
 * wait fails, the record fails with its text and nothing that depends on the component is created.
 *
 * @param options called only where there is a cluster to ask
 */
export function prepullGate(
    component: pulumi.Resource,
    name: string,
    options: () => pulumi.Output<GateOptions>,
): pulumi.ResourceHookBinding {
    if (!asksCluster()) {
        return {};
    }
    const asked = options();
    const wait = async () => {
        const known = await knownValue(asked);
        const onWarning = (text: string) => void pulumi.log.warn(text, component);
        const {
            left,
            held = [],
            unheld = [],
            away = [],
        } = await clusterCalls.waitForPrepull({ ...known, onProgress: progressOn(component), onWarning });
        if (left.length > 0) {
            await pulumi.log.warn(`${known.image} is not on ${left.join(", ")}; the quorum goes on without`, component);
        }
        if (held.length > 0) {
            await pulumi.log.info(joiningText(known.image, held), component);
        }
        if (away.length > 0) {
            await pulumi.log.info(awayText(known.image, away), component);
        }
        if (unheld.length > 0) {
            await pulumi.log.warn(unheldText(unheld, known.startupTaint), component);
        }
    };
    const hook = new pulumi.ResourceHook(hookName("prepull-gate", name), inProgram(wait));
    return { beforeCreate: [hook], beforeUpdate: [hook] };
}
