/** What an application decides before anything is created. */
import { within } from "../../model/fault";
import { objectNameFaults } from "../shared/checks";
import { type ImagePlan, planImage } from "../shared/imageArgs";
import { accepted } from "../shared/planned";
import { type ApplicationArgs, applicationFaults } from "./applicationArgs";

/** Plans of arguments that a rollout made and has decided on already. */
export const plannedApplications = new WeakMap<ApplicationArgs, ImagePlan>();

/** Refuses the arguments with all their faults, or decides on them. */
export function planApplication(name: string, args: ApplicationArgs): ImagePlan {
    const component = `Application "${name}"`;
    const { replicas, startSeconds } = args;
    const image = planImage({ component, path: "" }, args, { replicas, startSeconds });
    return accepted(component, image, ...within("name", objectNameFaults(name)), ...applicationFaults(args));
}
