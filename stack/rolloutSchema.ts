// The configuration section `rollout`: which images go to the nodes, the migration, the application. Decisions are made in model/.
import * as v from "valibot";
import { movingTagFault, parseImageReference } from "../model/image/reference";
import { parseImageSize } from "../model/image/size";
import { Network } from "../model/timeouts/pullTime";
import { VerifySize } from "../model/timeouts/sizeChanges";
import { count, duration, name, path, pathTo, section, text, texts, valid } from "./schemaTypes";

const textOrNumber = v.union([v.string(), v.number()]);

const image = section({
    name,
    image: v.pipe(
        text,
        valid((value) => void parseImageReference(value)),
    ),
    size: v.pipe(
        textOrNumber,
        valid((value) => void parseImageSize(value)),
        v.transform(String),
    ),
    layers: v.optional(count(1_000)),
});

const volume = section({ name, claim: name, mountPath: path, readOnly: v.optional(v.boolean()) });
const quantities = v.optional(v.record(v.string(), v.pipe(textOrNumber, v.transform(String))));

/** What the migration and the application have in common: a container of one of the images. */
const container = {
    image: name,
    command: v.optional(v.pipe(v.array(v.string()), v.nonEmpty("must not be empty"))),
    args: v.optional(v.array(v.string())),
    env: v.optional(texts),
    secretEnv: v.optional(v.record(v.string(), section({ name, key: text }))),
    volumes: v.optional(v.array(volume)),
    resources: v.optional(section({ requests: quantities, limits: quantities })),
    serviceAccountName: v.optional(name),
    podLabels: v.optional(texts),
    runAsUser: v.optional(count()),
};

const migration = section({ ...container, run: v.optional(duration) });

const application = section({
    ...container,
    replicas: v.optional(count(10_000)),
    port: v.optional(count(65_535)),
    readinessPath: v.optional(path),
    livenessPath: v.optional(path),
    start: v.optional(duration),
});

const toleration = section({
    key: v.optional(text),
    operator: v.optional(v.picklist(["Equal", "Exists"])),
    value: v.optional(v.string()),
    effect: v.optional(v.picklist(["NoSchedule", "PreferNoSchedule", "NoExecute"])),
});

const scheduling = section({
    nodeSelector: v.optional(texts),
    tolerations: v.optional(v.array(toleration)),
    imagePullSecrets: v.optional(v.array(name)),
});

const prepull = section({
    method: v.optional(v.picklist(["imageVolume", "initContainer"])),
    quorum: v.optional(
        v.pipe(
            v.number(),
            v.check((share) => share > 0 && share <= 1, "must be more than 0 and at most 1"),
        ),
    ),
    allowZeroNodes: v.optional(v.boolean()),
    kubernetesVersion: v.optional(text),
    helperImage: v.optional(text),
    verifySize: v.optional(v.picklist([VerifySize.Off, VerifySize.Warn, VerifySize.Fail])),
});

const rollout = section({
    namespace: name,
    images: v.array(image),
    allowMovingTag: v.optional(v.boolean()),
    migration: v.optional(migration),
    application: v.optional(application),
    scheduling: v.optional(scheduling),
    network: v.optional(v.picklist([Network.Normal, Network.Slow])),
    nodes: v.optional(count(5_000)),
    timeouts: v.optional(section({ pull: v.optional(duration), migration: v.optional(duration) })),
    prepull: v.optional(prepull),
    cluster: v.optional(section({ kubeconfig: v.optional(text), context: v.optional(text) })),
});

export type RolloutConfig = v.InferOutput<typeof rollout>;

export const rolloutSchema = v.pipe(
    rollout,
    v.rawCheck(({ dataset, addIssue }) => {
        if (dataset.typed && dataset.issues === undefined) {
            for (const [message, ...keys] of imageFaults(dataset.value)) {
                addIssue({ message, path: pathTo(dataset.value, keys) });
            }
        }
    }),
);

type Fault = readonly [message: string, ...keys: (string | number)[]];

/** Where the names and tags of images, each of them valid, do not fit together. */
function imageFaults({ images, allowMovingTag, migration, application }: RolloutConfig): Fault[] {
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
    for (const [role, given] of Object.entries({ migration: migration?.image, application: application?.image })) {
        if (given !== undefined && names.length > 0 && !names.includes(given)) {
            faults.push([`"${given}" must be the name of one of the images: ${names.join(", ")}`, role, "image"]);
        }
    }
    return faults;
}
