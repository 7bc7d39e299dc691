// What is written down of one run of a program, and how an engine that knows nothing of the world answers it.
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { PlanResource } from "../../../model/plan/resource";
import { plannedValues, returned, type WireObject, wireObject } from "./propertyValues";
import { plannedResource, STACK, urnOf } from "./resources";
import { Transforms } from "./transforms";

export interface RecordingOptions {
    readonly project: string;
    readonly stack: string;
    /** Outputs of the stack as it is deployed, for a program that reads its own; not known by default. */
    readonly ownOutputs?: () => Promise<WireObject | undefined>;
}

/** The organization of backends that have none. */
export const ORGANIZATION = "organization";

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

export class Recording {
    readonly transforms = new Transforms();
    readonly errors: string[] = [];
    readonly warnings = new Set<string>();
    /** URN of the stack itself, which the program announces. */
    root = "";
    /** Outputs of the program. */
    outputs: WireObject = {};
    private readonly byUrn = new Map<string, PlanResource>();

    constructor(private readonly options: RecordingOptions) {}

    /** In the order of the URNs: a program registers them in an order of chance. */
    resources(): PlanResource[] {
        return [...this.byUrn.values()].sort((one, other) => (one.urn < other.urn ? -1 : 1));
    }

    /** Writes a resource down; what comes back of it is what went in, and all else is not known yet. */
    async register(request: RegisterResourceRequest): Promise<{ readonly urn: string; readonly object: WireObject }> {
        await this.transforms.apply(request);
        const urn = urnOf(this.options.stack, this.options.project, request);
        this.transforms.remember(urn, request);
        if (request.getType() !== STACK) {
            if (this.byUrn.has(urn)) {
                throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
            }
            this.byUrn.set(urn, plannedResource(urn, request));
        }
        // Only its own process could say what a component of another language creates.
        const object = request.getRemote() ? {} : (returned(wireObject(request.getObject())) as WireObject);
        return { urn, object };
    }

    registerOutputs(urn: string, outputs: WireObject): void {
        const resource = this.byUrn.get(urn);
        if (resource !== undefined) {
            this.byUrn.set(urn, { ...resource, outputs: plannedValues(outputs) });
        } else {
            this.outputs = returned(outputs) as WireObject;
        }
    }

    /** Of what exists already only the stack's own outputs may be known. */
    async read(type: string, id: string, inputs: WireObject): Promise<WireObject> {
        const { project, stack, ownOutputs } = this.options;
        const names = [stack, `${project}/${stack}`, `${ORGANIZATION}/${project}/${stack}`];
        const outputs = type === STACK_REFERENCE && names.includes(id) ? await ownOutputs?.() : undefined;
        if (outputs !== undefined) {
            return { ...inputs, outputs, secretOutputNames: [] };
        }
        return type === STACK_REFERENCE ? { ...inputs, outputs: unknownValue } : inputs;
    }
}
