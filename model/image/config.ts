// The config of an image, of the OCI image specification and of Docker: its platform, environment and the history of its layers.
import * as v from "valibot";

export interface ImageConfig {
    readonly os: string;
    readonly architecture: string;
    readonly variant?: string | null;
    readonly created?: string | null;
    readonly config: {
        readonly Env?: readonly string[] | null;
        readonly Labels?: Readonly<Record<string, string>> | null;
        readonly User?: string | null;
        readonly Entrypoint?: readonly string[] | null;
        readonly Cmd?: readonly string[] | null;
    };
    readonly history: readonly HistoryEntry[];
}

export interface HistoryEntry {
    readonly created?: string | null;
    readonly created_by?: string | null;
    readonly comment?: string | null;
    /** True for a step that added no layer, such as ENV. */
    readonly empty_layer?: boolean | null;
}

const text = v.nullish(v.string());
const strings = v.nullish(v.array(v.string()));
const containerSchema = v.object({
    Env: strings,
    Labels: v.nullish(v.record(v.string(), v.string())),
    User: text,
    Entrypoint: strings,
    Cmd: strings,
});
const stepSchema = v.object({ created: text, created_by: text, comment: text, empty_layer: v.nullish(v.boolean()) });
const configSchema = v.object({
    os: v.string(),
    architecture: v.string(),
    variant: text,
    created: text,
    config: v.nullish(containerSchema, {}),
    history: v.nullish(v.array(stepSchema), []),
});

/** @throws Error when it is not an image config, as for Helm charts and other artifacts. */
export function imageConfig(json: unknown): ImageConfig {
    const parsed = v.safeParse(configSchema, json);
    if (!parsed.success) {
        throw new Error("its config is not that of a container image (a chart or another artifact?)");
    }
    return parsed.output;
}
