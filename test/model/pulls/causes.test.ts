import assert from "node:assert/strict";
import fc from "fast-check";
import { CAUSES, type CauseName, causeOf } from "../../../model/pulls/causes";
import { readError } from "../../../model/pulls/error/pullError";
import { anyText } from "../../support/anyText";
import { IMAGE, PULL_ERRORS } from "../../support/pullErrors";
import { PULL_TEXTS } from "../../support/pullTexts/all";

const NAMES = Object.keys(PULL_ERRORS) as (keyof typeof PULL_ERRORS)[];
const ALL_TEXTS: readonly { name: CauseName; text: string }[] = [
    ...NAMES.flatMap((name) => PULL_ERRORS[name].map((text) => ({ name, text }))),
    ...PULL_TEXTS.map(({ cause: name, text }) => ({ name, text })),
];

const WRAPPERS: readonly ((text: string) => string)[] = [
    (text) => `Failed to pull image "${IMAGE}": ${text}`,
    (text) => `ErrImagePull: ${text}`,
    (text) => `(combined from similar events): Failed to pull image "${IMAGE}": ${text}`,
    (text) =>
        `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "r.example/pause:3": failed to pull image "r.example/pause:3": ${text}`,
    (text) => `failed to "StartContainer" for "app" with ErrImagePull: ${JSON.stringify(text)}`,
    (text) =>
        `Error syncing pod, skipping: failed to "StartContainer" for "app" with ImagePullBackOff: ${JSON.stringify(`Back-off pulling image "${IMAGE}": ErrImagePull: ${text}`)}`,
];

/** Around the others the wrapper's image would count, which is of Azure. */
function namesItsImage({ text }: { text: string }): boolean {
    return readError(text).registry !== undefined;
}

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
        }
        for (const { name, text } of ALL_TEXTS.filter(namesItsImage)) {
            assert.equal(causeOf(`Back-off pulling image "${IMAGE}": ErrImagePull: ${text}`)?.name, name, text);
        }
    });

    it("does not come from the name of an image, however it reads", () => {
        const word = fc.constantFrom(
            "x509",
            "not-found",
            "429",
            "no-such-host",
            "toomanyrequests",
            "manifest_unknown",
            "proxyconnect",
            "tcmu",
            "lookup",
            "eof",
            "schema1",
        );
        const names = [IMAGE, "contoso.azurecr.io/shop/api:1.4.2", "docker.io/library/redis:8", "quay.io/acme/app:1"];
        fc.assert(
            fc.property(fc.constantFrom(...ALL_TEXTS), word, word, ({ name, text }, repository, tag) => {
                const renamed = names.reduce(
                    (all, known) => all.replaceAll(known, `${known.split("/", 1)[0]}/${repository}/io/timeout:${tag}`),
                    text,
                );
                assert.equal(causeOf(renamed)?.name, name, renamed);
            }),
        );
    });

    it("is the same in every wrapper around it", () => {
        for (const { name, text } of ALL_TEXTS.filter(namesItsImage)) {
            for (const wrap of WRAPPERS) {
                assert.equal(causeOf(wrap(text))?.name, name, wrap(text));
            }
        }
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

    it("names a command in each advice but those of a manifest that only needs a word changed", () => {
        const command = /`(?:az|kubectl|docker|notation|curl|openssl|printf|image-delivery) [^`]+`/;
        const without = all.filter(([, { advice }]) => !command.test(advice));
        assert.deepEqual(
            without.map(([name]) => name),
            ["neverPull"],
        );
    });

    it("waits for what heals, and not for what cannot", () => {
        const patience = (seconds: number) =>
            all
                .filter(([, one]) => one.patienceSeconds === seconds)
                .map(([name]) => name)
                .sort();
        assert.deepEqual(patience(0), [
            "invalidName",
            "neverPull",
            "shortName",
            "signature",
            "unsupportedImage",
            "wrongPlatform",
        ]);
        assert.deepEqual(patience(60), ["notFound"]);
        assert.deepEqual(patience(120), [
            "blocked",
            "certificate",
            "certificateExpired",
            "certificateName",
            "connectionRefused",
            "diskFull",
            "dns",
            "forbidden",
            "nodeDns",
            "nodeNetwork",
            "plainHttp",
            "proxy",
            "pullSecretMissing",
            "storageRefused",
            "tls",
            "unpackDenied",
            "wrongAnswer",
        ]);
        assert.deepEqual(patience(300), [
            "cacheRule",
            "mirror",
            "noCredential",
            "nodeStore",
            "runtime",
            "tokenRefused",
            "unauthorized",
        ]);
        assert.deepEqual(patience(Number.POSITIVE_INFINITY), [
            "corruptLayer",
            "locked",
            "pullRate",
            "rateLimited",
            "serverError",
            "slow",
            "stalled",
            "timeout",
            "unknown",
        ]);
    });
});
