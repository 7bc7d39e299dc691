/** The variables of a container that runs, as `env`, `secretEnv` and `envFrom`; the patch has the rest. */
import { references } from "../workload/environment";
import { type Fields, fieldsAt, isFields, listAt } from "../workload/fields";
import { type Change, change, given, type Part } from "./description";

export function variables(container: Fields): Part {
    const entries = lastOfEach(listAt(container, "env"));
    const sources = listAt(container, "envFrom");
    const all = `spec.containers[${container.name}].env`;
    const env: Record<string, unknown> = {};
    const secretEnv: Record<string, unknown> = {};
    const patched: Fields[] = [];
    const notes: Change[] = [];
    const changes: Change[] = [];
    const before = new Set<unknown>();
    const names = new Set(entries.map(({ name }) => name));
    // A variable that only hands on the imported one of its name.
    const isImported = (name: string) => entries.some((entry) => entry.name === name && entry.value === `$(${name})`);
    for (const { name, value, valueFrom } of entries) {
        const key = String(name);
        const { secretKeyRef, ...others } = isFields(valueFrom) ? valueFrom : {};
        if (typeof value === "string") {
            const later = references(value).filter((one) => names.has(one) && !before.has(one));
            // What is imported is there before: which of the two the program gets is not known from here.
            const unsure = later.filter((one) => sources.some((source) => mayDefine(source, one)));
            const unexpanded = later.filter((one) => !unsure.includes(one));
            env[key] = escaped(value, unexpanded);
            const shadowed = unsure.filter((one) => one !== key && !isImported(one));
            changes.push(...shadowed.map((one) => change(all, orderText(key, one))));
            notes.push(...unexpanded.map((one) => change(`${all}[${key}]`, unexpandedText(one))));
        } else if (isFields(secretKeyRef) && Object.keys(others).length === 0 && isPlainKey(secretKeyRef)) {
            secretEnv[key] = secretKeyRef;
        } else {
            patched.push({ name, valueFrom });
        }
        before.add(name);
    }
    const simple = sources.every(isSimpleSource);
    return {
        args: given({ env, secretEnv, envFrom: simple ? sources.map(source) : undefined }),
        patch: given({ env: patched, envFrom: simple ? undefined : sources }),
        notes,
        changes,
    };
}

function orderText(variable: string, name: string): string {
    return `$(${name}) in ${variable} is then the variable ${name} that comes after it, and not an imported one`;
}

function unexpandedText(name: string): string {
    return `$(${name}) is not expanded today, because ${name} comes after it; it is kept as $$(${name}): remove one $ where the value is meant`;
}

function mayDefine({ prefix = "" }: Fields, name: string): boolean {
    return typeof prefix !== "string" || name.startsWith(prefix);
}

/** The kubelet takes the last of several with one name. */
function lastOfEach(entries: readonly Fields[]): readonly Fields[] {
    return entries.filter((entry, index) => !entries.slice(index + 1).some(({ name }) => name === entry.name));
}

function isPlainKey(key: Fields): boolean {
    return Object.keys(key).every((field) => ["name", "key"].includes(field));
}

function escaped(value: string, names: readonly string[]): string {
    return names.reduce((text, name) => text.replaceAll(`$(${name})`, `$$$$(${name})`), value);
}

function isSimpleSource(entry: Fields): boolean {
    return isFields(entry.configMapRef) !== isFields(entry.secretRef);
}

function source(entry: Fields): Fields {
    const configMap = fieldsAt(entry, "configMapRef");
    const secret = fieldsAt(entry, "secretRef");
    return given({
        configMap: configMap.name,
        secret: secret.name,
        prefix: entry.prefix === "" ? undefined : entry.prefix,
        optional: (configMap.optional ?? secret.optional) === true ? true : undefined,
    });
}
