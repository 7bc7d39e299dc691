// The parts `migration` and `application` of the section `rollout`: containers that run one of its images.
import * as v from "valibot";
import { name, path, seconds, section, text, texts, wholeNumber } from "./schemaTypes";

const textOrNumber = v.union([v.string(), v.number()]);

const volume = section({
    name,
    mountPath: path,
    subPath: v.optional(text),
    readOnly: v.optional(v.boolean()),
    claim: v.optional(name),
    configMap: v.optional(text),
    secret: v.optional(text),
    secretProviderClass: v.optional(text),
    emptyDir: v.optional(section({ medium: v.optional(v.picklist(["Memory"])), sizeLimit: v.optional(text) })),
});

const source = section({
    configMap: v.optional(text),
    secret: v.optional(text),
    prefix: v.optional(text),
    optional: v.optional(v.boolean()),
});

/** What Kubernetes' own types have; the components read it. */
const kubernetesObject = v.looseObject({});
const quantities = v.optional(v.record(v.string(), v.pipe(textOrNumber, v.transform(String))));

/** What the migration and the application have in common: a container of one of the images. */
const container = {
    image: name,
    command: v.optional(v.pipe(v.array(v.string()), v.nonEmpty("must not be empty"))),
    args: v.optional(v.array(v.string())),
    env: v.optional(texts),
    secretEnv: v.optional(v.record(v.string(), section({ name, key: text }))),
    envFrom: v.optional(v.array(source)),
    volumes: v.optional(v.array(volume)),
    resources: v.optional(section({ requests: quantities, limits: quantities })),
    serviceAccountName: v.optional(name),
    podLabels: v.optional(texts),
    runAsUser: v.optional(wholeNumber(1)),
    podTemplate: v.optional(kubernetesObject),
    allowPrivileges: v.optional(v.boolean()),
    /** Only where there are several. */
    name: v.optional(name),
};

export const migration = section({
    ...container,
    runSeconds: v.optional(seconds),
    deadlineSeconds: v.optional(seconds),
    backoffLimit: v.optional(wholeNumber(0, 100)),
    after: v.optional(v.boolean()),
});

export const application = section({
    ...container,
    replicas: v.optional(wholeNumber(1, 10_000)),
    port: v.optional(wholeNumber(1, 65_535)),
    readinessPath: v.optional(path),
    livenessPath: v.optional(path),
    startSeconds: v.optional(seconds),
    probeTimeoutSeconds: v.optional(seconds),
    service: v.optional(
        section({
            type: v.optional(v.picklist(["ClusterIP", "NodePort", "LoadBalancer"])),
            port: v.optional(wholeNumber(1, 65_535)),
            annotations: v.optional(texts),
        }),
    ),
    spec: v.optional(kubernetesObject),
});
