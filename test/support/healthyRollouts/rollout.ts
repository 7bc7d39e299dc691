/** How often a clock ends a healthy rollout, from the distribution of one node's pull: no rounds, hence no noise in rare cases. */
import { BACK_OFFS, type PulledShape, REQUESTS, ROLE, START } from "./assumptions";
import { type Distribution, longerThan } from "./nodePull";

interface Late {
    readonly probability: number;
    /** When the first try succeeds that comes after the role works. */
    readonly seconds: number;
}

/** How many rollouts have a pull role that works late, and how late at most. */
interface LateRoles {
    readonly ofRollouts: number;
    readonly mostSeconds: number;
}

const LATE_ROLES = 30;

/** The part of healthy rollouts that a clock of so many seconds ends. */
export function killed(shape: PulledShape, pull: Distribution, seconds: number, role: LateRoles = ROLE): number {
    const requests = (60 * shape.nodes * shape.images * REQUESTS.ofImage) / REQUESTS.aMinute;
    const pulls = shape.nodes * shape.images;
    return lateRoles(role).reduce((sum, { probability, seconds: late }) => {
        const left = seconds - late - requests - START.most;
        return sum + probability * -Math.expm1(pulls * Math.log1p(-Math.min(longerThan(pull, left), 1 - 1e-12)));
    }, 0);
}

/** Seconds after which all but `part` of the rollouts have every image on every node. */
export function secondsOfAllBut(part: number, shape: PulledShape, pull: Distribution): number {
    let [from, to] = [0, 1_000_000];
    while (to - from > 1) {
        const middle = (from + to) / 2;
        [from, to] = killed(shape, pull, middle) > part ? [middle, to] : [from, middle];
    }
    return to;
}

function lateRoles({ ofRollouts, mostSeconds }: LateRoles): Late[] {
    const late = Array.from({ length: LATE_ROLES }, (_, index) => ((index + 0.5) / LATE_ROLES) * mostSeconds);
    return [
        { probability: 1 - ofRollouts, seconds: 0 },
        ...late.map((works) => ({ probability: ofRollouts / LATE_ROLES, seconds: firstTryAfter(works) })),
    ];
}

function firstTryAfter(seconds: number): number {
    let at = 0;
    for (const backOff of BACK_OFFS) {
        if (at >= seconds) {
            return at;
        }
        at += backOff;
    }
    return at;
}
