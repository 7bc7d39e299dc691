import assert from "node:assert/strict";
import { unknownName } from "../../../model/text/spelling";

const KEYS = ["images", "nodes", "network", "runSeconds", "replicas", "readinessPath"];

describe("a name that nobody knows", () => {
    const nearest: [string, string | undefined][] = [
        ["imagez", "images"],
        ["Nodes", "nodes"],
        ["relpicas", "replicas"],
        ["run", "runSeconds"],
        ["readiness", "readinessPath"],
        ["sidecar", undefined],
        ["no", undefined],
        ["", undefined],
    ];
    for (const [given, expected] of nearest) {
        it(`"${given}" is ${expected === undefined ? "near nothing" : `taken for ${expected}`}`, () => {
            const hint = expected === undefined ? "check the spelling" : `did you mean ${expected}?`;
            assert.equal(unknownName("key", given, KEYS), `unknown key; ${hint} (accepted: ${KEYS.join(", ")})`);
        });
    }
});
