// The configuration section `rollout`: which images go to the nodes, the migration, the application. Decisions are made in model/.
import { z } from "zod";
import { movingTagFault, parseImageReference } from "../model/imageReference";
import { parseImageSize } from "../model/imageSize";
import { Network } from "../model/pullTime";
import { VerifySize } from "../model/verifiedSize";
import { duration, name, text, whenValid } from "./schemaTypes";

const image = z.strictObject({
    name,
    image: text.superRefine(whenValid((value) => void parseImageReference(value))),
    size: z
        .union([z.string(), z.number()])
        .superRefine(whenValid((value) => void parseImageSize(value)))
        .transform(String),
    layers: z.int().min(1).max(1_000).optional(),
});

const secretKey = z.strictObject({ name, key: text });
const volume = z.strictObject({
    name,
    claim: name,
    mountPath: z.string().startsWith("/"),
    readOnly: z.boolean().optional(),
});
const quantities = z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).optional();

/** What the migration and the application have in common: a container of one of the images. */
const container = z.strictObject({
    image: name,
    command: z.array(z.string()).min(1).optional(),
    args: z.array(z.string()).optional(),
    env: z.record(z.string(), z.string()).optional(),
    secretEnv: z.record(z.string(), secretKey).optional(),
    volumes: z.array(volume).optional(),
    resources: z.strictObject({ requests: quantities, limits: quantities }).optional(),
    serviceAccountName: name.optional(),
    podLabels: z.record(z.string(), z.string()).optional(),
    runAsUser: z.int().min(1).optional(),
});

const path = z.string().startsWith("/");

const toleration = z.strictObject({
    key: text.optional(),
    operator: z.enum(["Equal", "Exists"]).optional(),
    value: z.string().optional(),
    effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]).optional(),
});

export const rolloutSchema = z
    .strictObject({
        namespace: name,
        images: z.array(image),
        allowMovingTag: z.boolean().optional(),
        migration: container.extend({ run: duration.optional() }).optional(),
        application: container
            .extend({
                replicas: z.int().min(1).max(10_000).optional(),
                port: z.int().min(1).max(65_535).optional(),
                readinessPath: path.optional(),
                livenessPath: path.optional(),
                start: duration.optional(),
            })
            .optional(),
        scheduling: z
            .strictObject({
                nodeSelector: z.record(z.string(), z.string()).optional(),
                tolerations: z.array(toleration).optional(),
                imagePullSecrets: z.array(name).optional(),
            })
            .optional(),
        network: z.enum([Network.Normal, Network.Slow]).optional(),
        nodes: z.int().min(1).max(5_000).optional(),
        timeouts: z.strictObject({ pull: duration.optional(), migration: duration.optional() }).optional(),
        prepull: z
            .strictObject({
                method: z.enum(["imageVolume", "initContainer"]).optional(),
                quorum: z.number().gt(0).max(1).optional(),
                allowZeroNodes: z.boolean().optional(),
                kubernetesVersion: text.optional(),
                helperImage: text.optional(),
                verifySize: z.enum([VerifySize.Off, VerifySize.Warn, VerifySize.Fail]).optional(),
            })
            .optional(),
        cluster: z.strictObject({ kubeconfig: text.optional(), context: text.optional() }).optional(),
    })
    .superRefine((rollout, context) => {
        const names = rollout.images.map((entry) => entry.name);
        const refuse = (path: (string | number)[], message: string) =>
            context.addIssue({ code: "custom", path, message });
        rollout.images.forEach((entry, index) => {
            if (names.indexOf(entry.name) !== index) {
                refuse(["images", index, "name"], "must be unique among images");
            }
            const moving = movingTagFault(parseImageReference(entry.image));
            if (moving !== undefined && !rollout.allowMovingTag) {
                refuse(["images", index, "image"], moving);
            }
        });
        for (const role of ["migration", "application"] as const) {
            const given = rollout[role]?.image;
            if (given !== undefined && names.length > 0 && !names.includes(given)) {
                refuse([role, "image"], `must be the name of one of the images: ${names.join(", ")}`);
            }
        }
    });

export type RolloutConfig = z.output<typeof rolloutSchema>;
