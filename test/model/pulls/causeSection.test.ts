import assert from "node:assert/strict";
import { causeSection } from "../../../model/pulls/causeSection";
import { CAUSES, type CauseName } from "../../../model/pulls/causes";
import { ADVICE_BY_KIND } from "../../../model/pulls/registryAdvice/byKind";

const NAMES = Object.keys(CAUSES) as CauseName[];

describe("the section of a cause", () => {
    it("has its title, its meaning, its patience and its advice", () => {
        for (const name of NAMES) {
            const [heading, body, advice = ""] = causeSection(name).split("\n\n");
            const [, title = "", meaning] = /^(.*?): (.*)$/s.exec(CAUSES[name].explanation) ?? [];
            assert.equal(heading, `### ${name}`);
            assert.ok(body?.startsWith(`**${title.charAt(0).toUpperCase()}${title.slice(1)}:** ${meaning}. `), body);
            assert.ok(advice.endsWith(CAUSES[name].advice), advice);
        }
    });

    it("says how long the gate waits", () => {
        const patience = (seconds: (one: number) => boolean) => {
            const name = NAMES.find((one) => seconds(CAUSES[one].patienceSeconds)) ?? "unknown";
            return causeSection(name).split("\n\n")[1] ?? "";
        };
        assert.match(
            patience((seconds) => seconds === 0),
            /\. It cannot heal, so the gate fails immediately\.$/,
        );
        assert.match(
            patience((seconds) => seconds === 60),
            /\. The gate fails once it has lasted 60 s\.$/,
        );
        assert.match(
            patience((seconds) => seconds === Number.POSITIVE_INFINITY),
            /\. It may heal on its own, so the gate waits until its clock runs out\.$/,
        );
    });

    it("lists the advice of each kind of registry that has its own", () => {
        const own = NAMES.filter((name) => ADVICE_BY_KIND.acr[name] !== undefined);
        assert.ok(own.length > 0);
        for (const name of own) {
            const [, , general = "", list = ""] = causeSection(name).split("\n\n");
            assert.equal(general, `In general: ${CAUSES[name].advice}`);
            assert.ok(list.startsWith(`- Azure Container Registry: ${ADVICE_BY_KIND.acr[name]}`), list);
            const kinds = Object.values(ADVICE_BY_KIND).filter((advice) => advice[name] !== undefined);
            assert.equal(list.split("\n").length, kinds.length);
        }
        const plain = NAMES.find((name) => Object.values(ADVICE_BY_KIND).every((advice) => advice[name] === undefined));
        assert.ok(plain);
        assert.equal(causeSection(plain).split("\n\n").length, 3);
    });
});
