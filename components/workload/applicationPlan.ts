/** What an application decides before anything is created. */
import { within } from "../../model/fault";
import { readArguments } from "../shared/argumentSpec";
import { objectNameFaults } from "../shared/checks";
import { type ImagePlan, planImage } from "../shared/imageArgs";
import { accepted } from "../shared/planned";
import { APPLICATION_ARGUMENTS, type ApplicationArgs, applicationFaults } from "./applicationArgs";

/** Plans of arguments that a rollout made and has decided on already. */
export const plannedApplications = new WeakMap<ApplicationArgs, ImagePlan>();

/** Refuses the arguments with all their faults, or decides on them. */
export function planApplication(name: string, args: ApplicationArgs): ImagePlan {
    const component = `Application "${name}"`;
    const { args: known, faults } = readArguments(APPLICATION_ARGUMENTS, args);
    const { replicas, startSeconds } = known;
    const image = planImage({ component, path: "" }, known, { replicas, startSeconds });
    const own = [...within("name", objectNameFaults(name)), ...applicationFaults(known)];
    return accepted(component, image, faults, own);
}
