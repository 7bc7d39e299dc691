import { formatImageSize } from "../../../model/image/size";

/** The cells of the columns PULL, WAITED and SIZE; what is not known stays empty. */
export function pullCells(pull: { seconds?: number; waitingSeconds?: number; bytes?: number }): string[] {
    return [
        secondsText(pull.seconds),
        secondsText(pull.waitingSeconds),
        pull.bytes === undefined ? "" : formatImageSize(pull.bytes),
    ];
}

function secondsText(seconds: number | undefined): string {
    return seconds === undefined ? "" : `${seconds.toFixed(1)} s`;
}
