/** A Job that ran or runs, as the arguments of a MigrationJob. */
import { type Fields, fieldsAt } from "../workload/fields";
import { type Change, change, type Description, given, type Known, lost } from "./description";
import { JOB_DEFAULTS, specWithoutDefaults } from "./kubernetesDefaults";
import { describePod } from "./pod";

const RUN_SECONDS = 300;

/** @param spec of the Job, as the API server has it */
export function describeJob(spec: Fields, { imageUser, ranSeconds }: Known = {}): Description {
    const pod = describePod(spec.template, { main: "migration", imageUser }, containerPart);
    const own = specWithoutDefaults(spec, JOB_DEFAULTS);
    const deadline = typeof own.activeDeadlineSeconds === "number" ? own.activeDeadlineSeconds : undefined;
    const run = deadline ?? ranSeconds ?? 0;
    return {
        ...pod,
        args: given({
            ...pod.args,
            runSeconds: run > RUN_SECONDS ? run : undefined,
            backoffLimit: own.backoffLimit ?? JOB_DEFAULTS.backoffLimit,
        }),
        changes: [...pod.changes, ...jobChanges(own, fieldsAt(spec, "template"), deadline)],
    };
}

/** A Job has no probes that count, but what is there stays. */
function containerPart({ ports, readinessProbe, livenessProbe, startupProbe }: Fields) {
    return { patch: { ports, readinessProbe, livenessProbe, startupProbe } };
}

const KEPT = ["activeDeadlineSeconds", "backoffLimit", "selector"];

function jobChanges(own: Fields, template: Fields, deadline: number | undefined): Change[] {
    const { restartPolicy } = fieldsAt(template, "spec");
    const had = deadline === undefined ? "there was none" : `was ${deadline}`;
    const policy = `was ${restartPolicy}; a failed pod is kept, and tried again as a new one`;
    return [
        change("spec.activeDeadlineSeconds", `${had}; is derived from the size of the image and runSeconds`),
        ...(restartPolicy === "Never" ? [] : [change("spec.restartPolicy", policy)]),
        ...Object.keys(own)
            .filter((key) => !KEPT.includes(key))
            .map((key) => lost(`spec.${key}`, LOST[key] ?? `was ${JSON.stringify(own[key])}; a migration has none`)),
    ];
}

const LOST: Readonly<Record<string, string>> = {
    ttlSecondsAfterFinished: "the Job stays: one that vanishes would be run again by the next update",
    completions: "a migration runs once",
    parallelism: "a migration runs in one pod",
    podFailurePolicy: "is the component's own: pods lost with their node do not count as failures",
    podReplacementPolicy: "is Failed: a second pod starts when the first has ended",
};
