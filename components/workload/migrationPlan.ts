/** What a migration decides before anything is created. */
import { readArguments } from "../shared/argumentSpec";
import { type ImagePlan, planImage } from "../shared/imageArgs";
import { accepted } from "../shared/planned";
import { MIGRATION_ARGUMENTS, type MigrationJobArgs, migrationFaults } from "./migrationArgs";

export interface MigrationPlan extends ImagePlan {
    readonly deadlineSeconds: number;
    /** Pulumi's own wait: never shorter than the Job's deadline, or the cause would not be in its text. */
    readonly waitSeconds: number;
}

/** Plans of arguments that a rollout made and has decided on already. */
export const plannedMigrations = new WeakMap<MigrationJobArgs, MigrationPlan>();

/** Refuses the arguments with all their faults, or decides on them. */
export function planMigration(name: string, args: MigrationJobArgs): MigrationPlan {
    const component = `MigrationJob "${name}"`;
    const { args: known, faults } = readArguments(MIGRATION_ARGUMENTS, args);
    const image = planImage({ component, path: "" }, known, { runSeconds: known.runSeconds });
    return migrationPlan(args, accepted(component, image, faults, migrationFaults(component, name, known)));
}

/** The rest of the decisions, on an image without faults. */
export function migrationPlan(args: MigrationJobArgs, image: ImagePlan): MigrationPlan {
    const { job, jobWait, warnings } = image.chain;
    const deadlineSeconds = args.deadlineSeconds ?? job.seconds;
    const waitSeconds = deadlineSeconds + jobWait.seconds - job.seconds;
    if (deadlineSeconds >= job.seconds) {
        return { ...image, deadlineSeconds, waitSeconds };
    }
    const warning = `deadlineSeconds ${deadlineSeconds} is shorter than the ${job.seconds} s that the size and runSeconds give; `;
    const chain = { ...image.chain, warnings: [...warnings, `${warning}a healthy migration may be killed`] };
    return { ...image, chain, deadlineSeconds, waitSeconds };
}
