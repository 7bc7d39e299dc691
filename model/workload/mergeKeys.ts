/**
 * How the lists and unions of Kubernetes' workload types merge. From the tags `patchStrategy` and `patchMergeKey` of k8s.io/api
 * 0.36.3; a unit test compares the two. Whatever is not here merges as everything does: maps by their keys, lists as a whole.
 */

export interface MergeType {
    /** Of an object: its fields that merge in their own way, or that hold such fields. */
    readonly fields?: Readonly<Record<string, MergeType>>;
    /** Of a list: the field that tells its elements apart. */
    readonly key?: string;
    /** Of a list: a second such field with its default, where the API server compares both. */
    readonly besides?: readonly [field: string, fallback: string];
    /** A union: an object keeps of the original only the fields that the patch names too. */
    readonly retainKeys?: boolean;
    /** A union inside of an object: where the patch sets one of these fields, the original's others go. */
    readonly oneOf?: readonly string[];
}

/** Not said by the tags, and needed: a probe of two kinds is refused by the API server. */
const PROBE: MergeType = { oneOf: ["exec", "httpGet", "tcpSocket", "grpc"] };
const HANDLER: MergeType = { oneOf: ["exec", "httpGet", "tcpSocket", "sleep"] };

const CONTAINER: MergeType = {
    key: "name",
    fields: {
        env: { key: "name", oneOf: ["value", "valueFrom"] },
        // One port may be open for TCP and for UDP.
        ports: { key: "containerPort", besides: ["protocol", "TCP"] },
        volumeMounts: { key: "mountPath" },
        volumeDevices: { key: "devicePath" },
        readinessProbe: PROBE,
        livenessProbe: PROBE,
        startupProbe: PROBE,
        lifecycle: { fields: { postStart: HANDLER, preStop: HANDLER } },
    },
};

const POD_SPEC: MergeType = {
    fields: {
        containers: CONTAINER,
        initContainers: CONTAINER,
        ephemeralContainers: CONTAINER,
        hostAliases: { key: "ip" },
        imagePullSecrets: { key: "name" },
        resourceClaims: { key: "name", retainKeys: true },
        schedulingGates: { key: "name" },
        topologySpreadConstraints: { key: "topologyKey", besides: ["whenUnsatisfiable", ""] },
        volumes: { key: "name", retainKeys: true },
    },
};

export const POD_TEMPLATE: MergeType = { fields: { spec: POD_SPEC } };

export const DEPLOYMENT_SPEC: MergeType = { fields: { strategy: { retainKeys: true }, template: POD_TEMPLATE } };
