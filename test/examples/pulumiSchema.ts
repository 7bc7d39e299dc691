// What a Pulumi schema says of a component's inputs, as a JSON schema: fields that it does not know are faults.
import Ajv, { type ValidateFunction } from "ajv";
import schema from "../../componentPackage/schema.json";

type Fields = Readonly<Record<string, unknown>>;

interface ObjectSpec {
    readonly inputProperties?: Fields;
    readonly properties?: Fields;
    readonly requiredInputs?: readonly string[];
    readonly required?: readonly string[];
    readonly type?: string;
    readonly enum?: readonly { readonly value: unknown }[];
}

const ANY = "pulumi.json#/Any";

/** Compiling one takes half a second. */
const validators = new Map<string, ValidateFunction>();

/** Faults of a component's inputs, each with its path; `${...}` stands for any text. */
export function inputFaults(token: string, inputs: unknown): string[] {
    const resources: Readonly<Record<string, ObjectSpec>> = schema.resources;
    const component = resources[token];
    if (component === undefined) {
        return [`${token} is not a component; there are ${Object.keys(resources).join(", ")}`];
    }
    const validate = validators.get(token) ?? validatorOf(component);
    validators.set(token, validate);
    validate(inputs);
    return (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath}: ${message} ${JSON.stringify(params)}`,
    );
}

function validatorOf(component: ObjectSpec): ValidateFunction {
    const types: Readonly<Record<string, ObjectSpec>> = schema.types;
    const described = Object.fromEntries(Object.entries(types).map(([name, spec]) => [keyOf(name), jsonSchema(spec)]));
    // A type of Kubernetes' own package: the component reads it.
    const $defs = { ...described, [keyOf(ANY)]: {} };
    // Pulumi's keywords, such as `plain`, are not JSON schema's.
    return new Ajv({ allErrors: true, strict: false }).compile({ ...jsonSchema(component), $defs });
}

function jsonSchema(spec: ObjectSpec): Fields {
    if (spec.enum !== undefined) {
        return { enum: spec.enum.map(({ value }) => value) };
    }
    return {
        type: "object",
        properties: withReferences(spec.inputProperties ?? spec.properties ?? {}),
        required: spec.requiredInputs ?? spec.required ?? [],
        additionalProperties: false,
    };
}

/** Where a Pulumi schema keeps its types, and a JSON schema its definitions. */
function withReferences(properties: Fields): unknown {
    return JSON.parse(JSON.stringify(properties), (key, value) =>
        key === "$ref" ? `#/$defs/${keyOf(value.replace("#/types/", ""))}` : value,
    );
}

function keyOf(token: string): string {
    return token.slice(Math.max(token.lastIndexOf(":"), token.lastIndexOf("/")) + 1);
}
