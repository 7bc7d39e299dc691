// kubernetes.helm.v4.Chart: the chart's objects, rendered by helm, each a resource of its own below the chart.
import type { ConstructCall } from "../../shared/calls";
import { hasUnknown, type Properties } from "../../shared/values";
import { addressOf, idOf } from "../api/objects";
import { helmTemplate } from "./helmTemplate";
import { inOrder, referenceOf } from "./order";

const TYPE = "kubernetes:helm.sh/v4:Chart";

/** Inputs that this stand-in understands; others would change what is rendered. */
const KNOWN = ["chart", "name", "namespace", "values", "resourcePrefix"];

/** @param namespace of objects that name none, where the chart is given none either. */
export async function chart(call: ConstructCall, namespace: string): Promise<Properties> {
    const { type, name, inputs } = call;
    const unknown = Object.keys(inputs).filter((key) => !KNOWN.includes(key));
    if (type !== TYPE || unknown.length > 0) {
        const wanted = type === TYPE ? `${TYPE} with ${unknown.join(", ")}` : type;
        throw new Error(`the kubernetes stand-in has no ${wanted}`);
    }
    if (hasUnknown(inputs)) {
        call.log("warning", "Input properties have unknown values. Preview is incomplete.");
        return {};
    }
    const target = text(inputs.namespace) ?? namespace;
    const objects = await helmTemplate({
        release: text(inputs.name) ?? name,
        chart: text(inputs.chart) ?? "",
        namespace: target,
        values: inputs.values ?? {},
        signal: call.signal,
    });
    await registerAll(
        call,
        text(inputs.resourcePrefix) ?? name,
        objects.map((each) => within(target, each)),
    );
    return { resources: [] };
}

async function registerAll({ register }: ConstructCall, prefix: string, objects: Properties[]): Promise<void> {
    const made = new Map<string, Promise<string>>();
    for (const { object, after } of inOrder(objects)) {
        const earlier = after.flatMap((reference) => made.get(reference) ?? []);
        const urn = Promise.all(earlier).then((dependsOn) =>
            register({ type: typeOf(object), name: `${prefix}:${idOf(addressOf(object))}`, inputs: object, dependsOn }),
        );
        made.set(referenceOf(object), urn);
    }
    await Promise.all(made.values());
}

function typeOf(object: Properties): string {
    const { apiVersion, kind } = addressOf(object);
    return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

function within(namespace: string, object: Properties): Properties {
    return { ...object, metadata: { namespace, ...(object.metadata as Properties) } };
}

function text(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}
