/** How long something lasts, as precise as a reader needs it: `45 s`, `12 min`, `3 h`, `5 days`. */

const STEPS = [
    { unit: "s", seconds: 1, below: 120 },
    { unit: "min", seconds: 60, below: 7_200 },
    { unit: "h", seconds: 3_600, below: 172_800 },
];

export function spokenDuration(seconds: number): string {
    const step = STEPS.find(({ below }) => seconds < below) ?? { unit: "days", seconds: 86_400 };
    return `${Math.floor(seconds / step.seconds)} ${step.unit}`;
}
