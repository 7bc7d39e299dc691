/** What an application decides before anything is created. */
import { within } from "../../model/fault";
import { isFields } from "../../model/workload/fields";
import { DEFAULT_START_SECONDS } from "../../model/workload/podDefaults";
import { readArguments } from "../shared/argumentSpec";
import { objectNameFaults } from "../shared/checks";
import { type ImagePlan, planImage, type Shape } from "../shared/imageArgs";
import { accepted } from "../shared/planned";
import { APPLICATION_ARGUMENTS, type ApplicationArgs, type ApplicationSettings } from "./applicationArgs";
import { applicationFaults } from "./applicationFaults";

/** Plans of arguments that a rollout made and has decided on already. */
export const plannedApplications = new WeakMap<ApplicationArgs, ImagePlan>();

/** Refuses the arguments with all their faults, or decides on them. */
export function planApplication(name: string, args: ApplicationArgs): ImagePlan {
    const component = `Application "${name}"`;
    const { args: known, faults } = readArguments(APPLICATION_ARGUMENTS, args);
    const image = planImage({ component, path: "" }, known, applicationShape(known));
    const own = [...within("name", objectNameFaults(name)), ...applicationFaults(component, name, known)];
    return accepted(component, image, faults, own);
}

/** What an application adds to its image's clocks: a pod counts as available only after `minReadySeconds`. */
export function applicationShape({ replicas, startSeconds, spec }: ApplicationSettings): Shape {
    const ready = isFields(spec) ? spec.minReadySeconds : undefined;
    return Number.isInteger(ready)
        ? { replicas, startSeconds: (startSeconds ?? DEFAULT_START_SECONDS) + Number(ready) }
        : { replicas, startSeconds };
}
