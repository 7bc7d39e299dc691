import assert from "node:assert/strict";
import fc from "fast-check";
import { CAUSES, type CauseName, causeOf } from "../../../model/pulls/causes";
import { anyText } from "../../support/anyText";
import { IMAGE, PULL_ERRORS } from "../../support/pullErrors";

const NAMES = Object.keys(PULL_ERRORS) as (keyof typeof PULL_ERRORS)[];
const ALL_TEXTS = NAMES.flatMap((name) => PULL_ERRORS[name].map((text) => ({ name, text })));

describe("the cause of a failed pull", () => {
    for (const name of NAMES) {
        it(`is ${name} by each of its texts`, () => {
            const found = PULL_ERRORS[name].map((text) => causeOf(text)?.name);
            assert.deepEqual(
                found,
                PULL_ERRORS[name].map(() => name),
            );
        });
    }

    it("is the same in the kubelet's log, where quotes are escaped, and in a back-off", () => {
        for (const { name, text } of ALL_TEXTS) {
            assert.equal(causeOf(text.replaceAll('"', '\\"'))?.name, name, text);
            assert.equal(causeOf(`Back-off pulling image "${IMAGE}": ErrImagePull: ${text}`)?.name, name, text);
        }
    });

    it("does not come from the name of an image, however it reads", () => {
        const word = fc.constantFrom("x509", "not-found", "429", "no-such-host", "toomanyrequests", "manifest_unknown");
        fc.assert(
            fc.property(fc.constantFrom(...ALL_TEXTS), word, word, ({ name, text }, repository, tag) => {
                const image = `acr1.azurecr.io/${repository}/io/timeout:${tag}`;
                assert.equal(causeOf(text.replaceAll(IMAGE, image))?.name, name, `${image}: ${text}`);
            }),
        );
    });

    it("is none for texts that are not about pulls", () => {
        for (const text of [
            "",
            "ErrImagePull",
            'Back-off pulling image "acr1.azurecr.io/x509/not-found:429"',
            'Back-off pulling image "x509:429"',
            "back-off 5m0s restarting failed container=app",
            "Readiness probe failed: dial probe: exit status 1",
            `Pulling image "${IMAGE}"`,
        ]) {
            assert.equal(causeOf(text), undefined, text);
        }
    });

    it("is found, or not, without an error for any text", () => {
        fc.assert(
            fc.property(anyText(2_000), (text) => {
                const cause = causeOf(text);
                assert.ok(cause === undefined || cause === CAUSES[cause.name]);
            }),
        );
    });
});

describe("the table of causes", () => {
    const all = Object.entries(CAUSES) as [CauseName, (typeof CAUSES)[CauseName]][];

    it("gives each cause a title, an explanation and an advice of one line each", () => {
        for (const [name, cause] of all) {
            assert.equal(cause.name, name);
            assert.match(cause.explanation, /^[^:\n]{4,30}: [^\n]{20,}$/);
            assert.match(cause.advice, /^[A-Z][^\n]{20,}\.$/);
        }
    });

    it("names a command in each advice but that of a manifest that only needs a word changed", () => {
        const without = all.filter(
            ([, { advice }]) => !/`(?:az|kubectl|docker|notation|image-delivery) [^`]+`/.test(advice),
        );
        assert.deepEqual(
            without.map(([name]) => name),
            ["neverPull"],
        );
    });

    it("waits for what heals, and not for what cannot", () => {
        const patience = (seconds: number) =>
            all.filter(([, one]) => one.patienceSeconds === seconds).map(([name]) => name);
        assert.deepEqual(patience(0).sort(), ["invalidName", "neverPull", "signature", "wrongPlatform"]);
        assert.deepEqual(patience(60), ["notFound"]);
        assert.deepEqual(patience(120).sort(), [
            "certificate",
            "connectionRefused",
            "diskFull",
            "dns",
            "forbidden",
            "wrongAnswer",
        ]);
        assert.deepEqual(patience(300).sort(), ["noCredential", "tokenRefused", "unauthorized"]);
        assert.deepEqual(patience(Number.POSITIVE_INFINITY).sort(), [
            "corruptLayer",
            "rateLimited",
            "serverError",
            "slow",
            "stalled",
            "timeout",
            "unknown",
        ]);
    });
});
