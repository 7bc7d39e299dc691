// The random values that the stand-in creates, each from its inputs alone. RandomPassword's bcryptHash is not among the outputs.
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import type { CheckFailure, CreateResult } from "../shared/provider";
import { type Properties, Secret } from "../shared/values";

export interface RandomKind {
    readonly defaults: Properties;
    faults(inputs: Properties): CheckFailure[];
    create(inputs: Properties): CreateResult;
}

const CHARACTERS = {
    Lower: "abcdefghijklmnopqrstuvwxyz",
    Upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    Numeric: "0123456789",
    Special: "!@#$%&*()-_=+[]{}<>:?",
} as const;
type CharacterClass = keyof typeof CHARACTERS;
const CLASSES = Object.keys(CHARACTERS) as CharacterClass[];

const STRING_DEFAULTS: Properties = {
    ...Object.fromEntries(CLASSES.map((name) => [name.toLowerCase(), true])),
    ...Object.fromEntries(CLASSES.map((name) => [`min${name}`, 0])),
};

const text: Omit<RandomKind, "create"> = {
    defaults: STRING_DEFAULTS,
    faults: (inputs) => {
        const least = CLASSES.reduce((sum, name) => sum + Number(inputs[`min${name}`]), 0);
        const wanted = Number(inputs.length);
        return [
            ...atLeastOne("length", wanted),
            ...(wanted < least
                ? [{ property: "length", reason: `is ${wanted}, shorter than the minima's ${least}` }]
                : []),
            ...(alphabet(inputs) === "" ? [{ property: "", reason: "allows no character at all" }] : []),
        ];
    },
};

export const KINDS: Readonly<Record<string, RandomKind>> = {
    "random:index/randomUuid:RandomUuid": {
        defaults: {},
        faults: () => [],
        create: (inputs) => {
            const result = randomUUID();
            return { id: result, outputs: { ...inputs, result } };
        },
    },
    "random:index/randomId:RandomId": {
        defaults: {},
        faults: ({ byteLength }) => atLeastOne("byteLength", Number(byteLength)),
        create: randomId,
    },
    "random:index/randomString:RandomString": {
        ...text,
        create: (inputs) => {
            const result = randomText(inputs);
            return { id: result, outputs: { ...inputs, result } };
        },
    },
    "random:index/randomPassword:RandomPassword": {
        ...text,
        // The id is shown in plain text everywhere, so it must not be the password.
        create: (inputs) => ({ id: "none", outputs: { ...inputs, result: new Secret(randomText(inputs)) } }),
    },
};

function atLeastOne(property: string, value: number): CheckFailure[] {
    return value >= 1 ? [] : [{ property, reason: `must be a number of at least 1, not ${value}` }];
}

function randomId(inputs: Properties): CreateResult {
    const bytes = randomBytes(Number(inputs.byteLength));
    const prefix = String(inputs.prefix ?? "");
    const id = bytes.toString("base64url");
    const outputs = {
        ...inputs,
        b64Std: prefix + bytes.toString("base64"),
        b64Url: prefix + id,
        hex: prefix + bytes.toString("hex"),
        dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
    };
    return { id, outputs };
}

/** The minimum of every class first, the rest from all allowed characters, then shuffled. */
function randomText(inputs: Properties): string {
    const picked = CLASSES.flatMap((name) => pick(characters(inputs, name), Number(inputs[`min${name}`])));
    picked.push(...pick(alphabet(inputs), Number(inputs.length) - picked.length));
    for (let index = picked.length - 1; index > 0; index--) {
        const other = randomInt(index + 1);
        [picked[index], picked[other]] = [picked[other] as string, picked[index] as string];
    }
    return picked.join("");
}

function alphabet(inputs: Properties): string {
    return CLASSES.filter((name) => inputs[name.toLowerCase()] === true)
        .map((name) => characters(inputs, name))
        .join("");
}

function characters(inputs: Properties, name: CharacterClass): string {
    const override = name === "Special" ? inputs.overrideSpecial : undefined;
    return typeof override === "string" && override !== "" ? override : CHARACTERS[name];
}

function pick(from: string, count: number): string[] {
    return Array.from({ length: count }, () => from.charAt(randomInt(from.length)));
}
