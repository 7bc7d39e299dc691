/** The share of a clock for the pull: of everything that a node fetches together, at the table's pace or at a measured one. */
import { formatImageSize } from "../image/size";
import { counted, type Share, share } from "./clock";
import { pullReason, pullSeconds } from "./pullTime";
import { type CompleteShape, pulledBytes } from "./shape";

export function pullShare(shape: CompleteShape): Share {
    const derived = derivedSeconds(shape);
    return shape.timeoutSeconds === undefined
        ? share("pull", derived, derivedReason(shape))
        : share("pull", shape.timeoutSeconds, `as given, instead of the derived ${derived} s`);
}

/** A given timeout that is shorter than the derived one. */
export function pullWarnings(shape: CompleteShape): string[] {
    const { timeoutSeconds } = shape;
    const derived = derivedSeconds(shape);
    if (timeoutSeconds === undefined || timeoutSeconds >= derived) {
        return [];
    }
    const given = `the pull timeout of ${timeoutSeconds} s is shorter than the derived ${derived} s`;
    return [`${given}: ${derivedReason(shape)}`];
}

function derivedSeconds(shape: CompleteShape): number {
    return pullSeconds(pulledBytes(shape), shape);
}

function derivedReason(shape: CompleteShape): string {
    const { imageBytes, alongside } = shape;
    const others = counted(alongside.length, "other image");
    const together = alongside.length > 0 ? `${formatImageSize(imageBytes)} with ${others}: ` : "";
    return together + pullReason(pulledBytes(shape), shape);
}
