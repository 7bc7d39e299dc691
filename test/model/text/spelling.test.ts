import assert from "node:assert/strict";
import { similarName, unknownName } from "../../../model/text/spelling";

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

describe("of several near names", () => {
    it("the nearest is meant, wherever it stands", () => {
        for (const accepted of [
            ["readinesPaths", "readinessPath"],
            ["readinessPath", "readinesPaths"],
        ]) {
            assert.match(
                unknownName("argument", "readinessPat", accepted),
                /^unknown argument; did you mean readinessPath\?/,
            );
        }
    });
});

describe("a name that is similar to one that is known", () => {
    const similar: [string, string | undefined][] = [
        ["Images", "images"],
        ["run-seconds", "runSeconds"],
        ["READINESS_PATH", "readinessPath"],
        ["rep-licas", "replicas"],
        ["replcs", "replicas"],
        ["imag", "images"],
        ["node", "nodes"],
        ["run", "runSeconds"],
        ["no", undefined],
        ["nod3z", undefined],
        ["networt", "network"],
        ["netw", "network"],
        ["neetworrk", "network"],
        ["nneetworrk", undefined],
    ];
    for (const [given, expected] of similar) {
        it(`"${given}" is ${expected === undefined ? "similar to none" : `similar to ${expected}`}`, () => {
            assert.equal(similarName(given, KEYS), expected);
        });
    }
});
