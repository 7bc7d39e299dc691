/** The images of the `podTemplate`s of a rollout: all of them are put on the nodes, so all of them are its own. */
import type { Fault } from "../../model/fault";
import { withPodImages } from "../../model/workload/podImages";
import { isPlain } from "../shared/checks";
import { refuseLate } from "../shared/refusal";
import { whenKnown } from "../shared/whenKnown";
import type { ImageRolloutArgs, RolloutApplication, RolloutMigration } from "./rolloutArgs";
import type { Workload } from "./rolloutWorkloads";

/** Images of a `podTemplate` that nothing puts on the nodes: the deadline would count a pull without a gate. */
export function templateImageFaults(
    { images }: ImageRolloutArgs,
    { path, args }: Workload<RolloutMigration | RolloutApplication>,
): Fault[] {
    const known = new Set<unknown>(images.map(({ image }) => image));
    const faults: Fault[] = [];
    withPodImages(args.podTemplate, (image, place) => {
        if (isPlain(image) && !known.has(image)) {
            faults.push(notAmongImages(images, image, `${path}.podTemplate.${place}`));
        }
        return image;
    });
    return faults;
}

/** The workload, whose images that become known later are judged then: each is one of the rollout's, by name or by reference. */
export function judgedLater<Args extends RolloutMigration | RolloutApplication>(
    component: string,
    { images }: ImageRolloutArgs,
    workload: Workload<Args>,
): Workload<Args> {
    const { path, args } = workload;
    const judged = (text: unknown, place: string, known: readonly unknown[]) => {
        const named = images.findIndex(({ name }) => name === text);
        const isOne = named >= 0 || known.includes(text);
        refuseLate(component, isOne ? [] : [notAmongImages(images, text, `${path}.podTemplate.${place}`)]);
        return named >= 0 ? known[named] : text;
    };
    const podTemplate = whenKnown([args.podTemplate], ([patch]) =>
        withPodImages(patch, (image, place) =>
            isPlain(image) && patch === args.podTemplate
                ? image
                : whenKnown([image, ...images.map(({ image }) => image)], ([text, ...known]) =>
                      judged(text, place, known),
                  ),
        ),
    );
    return args.podTemplate === undefined ? workload : { ...workload, args: Object.assign({}, args, { podTemplate }) };
}

function notAmongImages(images: ImageRolloutArgs["images"], image: unknown, property: string): Fault {
    const names = images.map(({ name }) => name).join(", ");
    const reason = `${JSON.stringify(image)} is not among images (${names}); add it there with its size, and write its name here`;
    return { property, reason };
}
