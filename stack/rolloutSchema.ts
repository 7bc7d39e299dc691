// The configuration section `rollout`: which images go to the nodes, the migration, the application. Decisions are made in model/.
import * as v from "valibot";
import type { Fault as PropertyFault } from "../model/fault";
import { movingTagFault } from "../model/image/movingTag";
import { parseImageReference } from "../model/image/reference";
import { parseImageSize } from "../model/image/size";
import { VerifySize } from "../model/timeouts/declaredSize";
import { parsePullRate, readPace } from "../model/timeouts/pullRate";
import { Network } from "../model/timeouts/pullTime";
import { name, pathTo, seconds, section, text, texts, valid, wholeNumber } from "./schemaTypes";
import { application, migration } from "./workloadSchema";

const image = section({
    name,
    image: v.pipe(
        text,
        valid((value) => void parseImageReference(value)),
    ),
    size: v.pipe(
        v.string("has no unit: it must be text such as 650MB, 1.2GB or 620MiB"),
        valid((value) => void parseImageSize(value)),
    ),
    layers: v.optional(wholeNumber(1, 1_000)),
    timeoutSeconds: v.optional(seconds),
});

const toleration = section({
    key: v.optional(text),
    operator: v.optional(v.picklist(["Equal", "Exists"])),
    value: v.optional(v.string()),
    effect: v.optional(v.picklist(["NoSchedule", "PreferNoSchedule", "NoExecute"])),
    tolerationSeconds: v.optional(wholeNumber(0)),
});

/** Where pods may run, with what they pull. */
export const placement = {
    nodeSelector: v.optional(texts),
    tolerations: v.optional(v.array(toleration)),
    imagePullSecrets: v.optional(v.array(name)),
};

export const cluster = section({ kubeconfig: v.optional(text), context: v.optional(text) });

/** How images are put on the nodes. */
const prepull = {
    nodes: v.optional(wholeNumber(1, 5_000)),
    method: v.optional(v.picklist(["imageVolume", "initContainer"])),
    helperImage: v.optional(text),
    imagePrefix: v.optional(text),
    kubernetesVersion: v.optional(text),
    quorum: v.optional(
        v.pipe(
            v.number(),
            v.check((share) => share > 0 && share <= 1, "is out of range: it must be over 0 and at most 1"),
        ),
    ),
    allowZeroNodes: v.optional(v.boolean()),
    verifySize: v.optional(v.picklist([VerifySize.Off, VerifySize.Warn, VerifySize.Fail])),
    startupTaint: v.optional(text),
    awaitsRole: v.optional(v.boolean()),
    pullAdvice: v.optional(text),
};

const rollout = section({
    name: v.optional(name),
    namespace: name,
    images: v.array(image),
    migration: v.optional(migration),
    application: v.optional(application),
    migrations: v.optional(v.array(migration)),
    applications: v.optional(v.array(application)),
    network: v.optional(v.picklist([Network.Normal, Network.Slow])),
    pullRate: v.optional(
        v.pipe(
            text,
            valid((value) => void parsePullRate(value)),
        ),
    ),
    allowMovingTag: v.optional(v.boolean()),
    ...placement,
    ...prepull,
    keep: v.optional(v.boolean()),
    cluster: v.optional(cluster),
});

/** The name and the arguments of an `ImageRollout`, by the same names. */
export type RolloutConfig = v.InferOutput<typeof rollout>;

export const rolloutSchema = v.pipe(
    rollout,
    v.rawCheck(({ dataset, addIssue }) => {
        if (dataset.typed && dataset.issues === undefined) {
            for (const [message, ...keys] of [...imageNameFaults(dataset.value), ...paceFaults(dataset.value)]) {
                addIssue({ message, path: pathTo(dataset.value, keys) });
            }
        }
    }),
);

type Fault = readonly [message: string, ...keys: (string | number)[]];

function paceFaults(rollout: RolloutConfig): Fault[] {
    const faults: PropertyFault[] = [];
    readPace(faults, rollout);
    return faults.map(({ property, reason }) => [reason, property]);
}

/** Where the names and tags of images, each of them valid, do not fit together. */
function imageNameFaults({ images, allowMovingTag, ...rollout }: RolloutConfig): Fault[] {
    const names = images.map((entry) => entry.name);
    const faults: Fault[] = [];
    for (const [index, entry] of images.entries()) {
        if (names.indexOf(entry.name) !== index) {
            faults.push([`"${entry.name}" must be unique among images`, "images", index, "name"]);
        }
        const moving = allowMovingTag ? undefined : movingTagFault(parseImageReference(entry.image));
        if (moving !== undefined) {
            faults.push([moving, "images", index, "image"]);
        }
    }
    for (const [given, ...keys] of imageNames(rollout)) {
        if (names.length > 0 && !names.includes(given)) {
            faults.push([`"${given}" must be the name of one of the images: ${names.join(", ")}`, ...keys]);
        }
    }
    return faults;
}

/** The images that migrations and applications name, each with its place. */
function imageNames(
    rollout: Pick<RolloutConfig, "migration" | "application" | "migrations" | "applications">,
): Fault[] {
    const one = (["migration", "application"] as const).map((role) => ({ keys: [role], part: rollout[role] }));
    const several = (["migrations", "applications"] as const).flatMap((role) =>
        (rollout[role] ?? []).map((part, index) => ({ keys: [role, index], part })),
    );
    return [...one, ...several].flatMap(({ keys, part }) =>
        part === undefined ? [] : [[part.image, ...keys, "image"] as const],
    );
}
