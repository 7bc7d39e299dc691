import assert from "node:assert/strict";
import fc from "fast-check";
import { adviceText } from "../../../../model/pulls/advice";
import { CAUSES, causeOf } from "../../../../model/pulls/causes";
import { decisionOf } from "../../../../model/pulls/error/decide";
import { readError } from "../../../../model/pulls/error/pullError";
import { shownError } from "../../../../model/pulls/error/shown";
import { anyText } from "../../../support/anyText";
import { PULL_TEXTS } from "../../../support/pullTexts/all";

const ANY_ERROR = fc.constantFrom(...PULL_TEXTS.map(({ text }) => text));

describe("an error of a pull", () => {
    it("tells its step and what answered", () => {
        for (const { text, step, role } of PULL_TEXTS) {
            const error = decisionOf(readError(text))?.error;
            assert.equal(error?.step, step ?? error?.step, text);
            assert.equal(error?.host.role, role ?? error?.host.role, text);
        }
    });

    it("leads to the commands of its registry", () => {
        for (const { text, cause, command } of PULL_TEXTS) {
            const image = imageIn(text);
            const advice = adviceText(CAUSES[cause], { text, ...(image && { image }) });
            assert.ok(command === undefined || advice.includes(command), `${command} is not in: ${advice}`);
        }
    });

    it("is read whatever is cut from it, or put before and after it", () => {
        fc.assert(
            fc.property(ANY_ERROR, ANY_ERROR, fc.nat(), fc.nat(), anyText(20), (a, b, from, to, noise) => {
                const text = `${a.slice(from % a.length)}${noise}${b.slice(0, to % b.length)}`;
                const cause = causeOf(text);
                assert.ok(cause === undefined || cause === CAUSES[cause.name]);
                assert.ok(shownError(text, 300).length <= 300);
            }),
        );
    });

    it("of a megabyte is read like a short one", () => {
        for (const filling of [
            "a: ",
            "x/y ",
            '"',
            "[",
            "\\",
            "lookup ",
            "429 ",
            "https://h/?a=b&",
            "·",
            "\n",
            " ",
            "\\n",
            ": ",
            "(",
            "a.",
            "<html>",
        ]) {
            const text = `${PULL_TEXTS[0]?.text} ${filling.repeat(1_000_000 / filling.length)}`;
            assert.ok(shownError(text, 300).length <= 300);
            causeOf(text);
        }
    });
});

describe("what is shown of an error", () => {
    it("contains the words that decided, however long the text around them is", () => {
        fc.assert(
            fc.property(fc.constantFrom(...PULL_TEXTS), fc.constantFrom(300, 400), ({ text }, max) => {
                const long = `${text}: ${"and so on ".repeat(100)}`;
                const read = readError(text);
                const at = decisionOf(read)?.at;
                const shown = shownError(long, max);
                assert.ok(shown.length <= max);
                assert.ok(
                    at && shown.includes(read.text.shown.slice(at.start, at.end).slice(0, 150)),
                    `${shown}\n${text}`,
                );
            }),
        );
    });

    it("contains both of two errors", () => {
        const image = "contoso.azurecr.io/shop/a-rather-long-name-of-a-service/and-one-more-part-of-it:2026.11.30-rc.1";
        const pull = `rpc error: code = Unknown desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}"`;
        const first = `${pull}: failed to do request: Head "https://contoso.azurecr.io/v2/": dial tcp 10.1.0.5:443: i/o timeout`;
        const second = `${pull}: failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized`;
        const shown = shownError(`[${first}, ${second}]`, 400);
        assert.match(shown, /i\/o timeout.*401 Unauthorized/);
    });

    it("has no signature, token or password in it", () => {
        for (const [secret, text] of SECRETS) {
            assert.ok(!shownError(text, 2_000).includes(secret), shownError(text, 2_000));
        }
    });

    it("has no control character in it where it is understood, and cut", () => {
        fc.assert(
            fc.property(ANY_ERROR, anyText(20), fc.constantFrom(300, 60), (error, text, max) => {
                const long = `\u001b[31m${text}\u0007${"and so on ".repeat(40)}: ${error}\u001b]8;;x\u0007\u0000 ${text}`;
                assert.doesNotMatch(shownError(long, max), /\p{Cc}/u);
            }),
        );
    });

    it("has no control character in it", () => {
        fc.assert(
            fc.property(anyText(), fc.constantFrom(300, 20), (text, max) => {
                assert.doesNotMatch(shownError(`\u001b[31m${text}\u001b]8;;x\u0007`, max), /\p{Cc}/u);
            }),
        );
    });
});

const SECRETS: readonly [string, string][] = [
    ["AbC%2Fd", 'Get "https://x.blob.core.windows.net/a?se=2026&sig=AbC%2Fd%3D&sp=r": EOF'],
    ["AbCd", "Get https://x.blob.core.windows.net/a?se=2026\\u0026sig=AbCd: EOF"],
    ["deadbeef", "https://storage.googleapis.com/b?X-Goog-Signature=deadbeef: 403"],
    ["1700-abc", "https://production.cloudflare.docker.com/x/data?verify=1700-abc: EOF"],
    ["hunter2", "proxyconnect tcp: dial http://user:hunter2@proxy.example:3128: EOF"],
    ["c2VjcmV0OnNlY3JldA==", "Authorization: Basic c2VjcmV0OnNlY3JldA== was refused"],
    ["eyJhbGciOiJSUzI1NiJ9.e30.sig", "token eyJhbGciOiJSUzI1NiJ9.e30.sig is expired"],
    ["dckr_jti_abcdefgh1", "pull rate limit as 'acme': dckr_jti_abcdefgh1. You may"],
];

function imageIn(text: string): string | undefined {
    return (
        /(?:image|reference) "([^"\s]+\/[^"\s]+)"/.exec(text)?.[1] ??
        /docker:\/\/([^\s]+): /.exec(text)?.[1] ??
        hostImage(text)
    );
}

function hostImage(text: string): string | undefined {
    const url = /https?:\/\/([^/\s"]+)\/v2\/([^\s"]+)\/manifests\/([^\s":]+)/.exec(text);
    const denied = /access denied for ([^,\s]+)/.exec(text);
    return url ? `${url[1]}/${url[2]}:${url[3]}` : denied?.[1];
}
