// The ways that are compared: the bare pull of the runtime, this package's gate, and what people use instead.
import { gateUpdate } from "../gateUpdate";
import { secondsOf } from "../median";
import { barePull } from "../store";
import { IMAGE_AWAITER, JOB_WAIT, ROLLOUT_STATUS } from "./byHand";
import type { Way } from "./outcome";

export const BARE: Way = {
    name: "bare ctr pull, on one node",
    knows: async (image, { started }) => {
        let fault: Error | undefined;
        started();
        const seconds = await secondsOf(() =>
            barePull(image).catch((error: Error) => {
                fault = error;
            }),
        );
        return { seconds, text: fault?.message ?? "", state: fault === undefined ? "there" : "wrong" };
    },
};

/** @param size that is declared for the images. */
export function gateOf(size: string): Way {
    return {
        name: "this gate",
        knows: async (image, { namespace, started }) => {
            const { open, ended, warned, text } = await gateUpdate(namespace, [image], size, started);
            return { seconds: open ?? ended, text, state: open === undefined ? "wrong" : "there", warned };
        },
    };
}

export const PEERS: readonly Way[] = [ROLLOUT_STATUS, IMAGE_AWAITER, JOB_WAIT];
