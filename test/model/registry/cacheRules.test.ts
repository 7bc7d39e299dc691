// Cache rules: names, upstreams and credentials that the service would refuse or never use.
import assert from "node:assert/strict";
import { AKS_MANAGED_RULE, cacheFaults } from "../../../model/registry/cacheRules";
import { faultTexts } from "../../support/faultTexts";

const HUB = { name: "hub-login", server: "docker.io" };
const NGINX = { name: "nginx", source: "docker.io/library/nginx", target: "library/nginx", credentialSet: "hub-login" };
const QUAY = { name: "quay-team", source: "quay.io/team/*", target: "quay/team/*" };

describe("cacheFaults", () => {
    it("accepts a repository, a wildcard, and the rule that AKS looks for", () => {
        assert.deepEqual(faultTexts(cacheFaults([NGINX, QUAY, AKS_MANAGED_RULE], [HUB])), []);
        assert.deepEqual(faultTexts(cacheFaults([], [])), []);
    });

    it("refuses Docker Hub and Google's registry without credentials", () => {
        const hub = faultTexts(cacheFaults([{ ...NGINX, credentialSet: undefined }], []));
        assert.match(hub[0] ?? "", /^cacheRules\[0\]\.credentialSet: docker.io is cached with credentials only/);
        const google = { name: "google-app", source: "europe-docker.pkg.dev/team/app", target: "team/app" };
        assert.equal(faultTexts(cacheFaults([google], [])).length, 1);
    });

    it("knows the other upstreams that need credentials, and those that take none", () => {
        for (const host of ["dhi.io", "registry.redhat.io"]) {
            const rule = { name: "upstream", source: `${host}/team/app`, target: "team/app" };
            assert.match(faultTexts(cacheFaults([rule], [])).join(), /is cached with credentials only/);
        }
        const open = {
            name: "upstream",
            source: "registry.access.redhat.com/ubi9",
            target: "ubi9",
            credentialSet: "red-hat",
        };
        const set = { name: "red-hat", server: "registry.access.redhat.com" };
        assert.match(faultTexts(cacheFaults([open], [set])).join(), /registry.access.redhat.com takes no credentials/);
    });

    it("says how another registry of Azure is cached, which takes an identity", () => {
        const rule = { name: "team-hub", source: "hub.azurecr.io/team/*", target: "hub/*" };
        assert.match(
            faultTexts(cacheFaults([rule], [])).join(),
            /with a user-assigned identity.*`az acr cache create` and its option `--identity`/,
        );
        const set = { name: "hub-login", server: "hub.azurecr.io" };
        assert.deepEqual(cacheFaults([{ ...rule, credentialSet: "hub-login" }], [set]), []);
    });

    it("refuses wildcards of which one covers the other's targets, and no other ones", () => {
        const wide = { ...QUAY, target: "mirror/*" };
        const narrow = { ...QUAY, name: "quay-app", source: "quay.io/app/*", target: "mirror/app/*" };
        for (const rules of [
            [wide, narrow],
            [narrow, wide],
        ]) {
            assert.match(faultTexts(cacheFaults(rules, [])).join(), /^cacheRules\[1\]\.target: ".*" overlaps with/);
        }
        const one = { ...narrow, source: "quay.io/app/web", target: "mirror/app/web" };
        assert.deepEqual(cacheFaults([wide, one], []), []);
        assert.deepEqual(cacheFaults([wide, { ...narrow, target: "mirrors/*" }], []), []);
    });

    it("refuses more rules than a registry takes", () => {
        const rules = Array.from({ length: 1_001 }, (_, index) => ({
            ...QUAY,
            name: `quay-${index}`,
            target: `t${index}/a`,
            source: "quay.io/a/b",
        }));
        assert.deepEqual(cacheFaults(rules.slice(1), []), []);
        assert.deepEqual(faultTexts(cacheFaults(rules, [])), [
            "cacheRules: there are 1001; a registry takes 1000 at most",
        ]);
    });

    it("refuses credentials for an upstream that takes none", () => {
        const rule = {
            name: "dotnet",
            source: "mcr.microsoft.com/dotnet/*",
            target: "dotnet/*",
            credentialSet: "hub-login",
        };
        assert.deepEqual(faultTexts(cacheFaults([rule], [HUB])), [
            'cacheRules[0].credentialSet: "hub-login" is not needed, since mcr.microsoft.com takes no credentials; leave credentialSet out',
        ]);
    });

    it("refuses a credential set that is not declared, or is for another server", () => {
        assert.deepEqual(faultTexts(cacheFaults([NGINX], [])), [
            'cacheRules[0].credentialSet: "hub-login" is not declared; declared: none',
        ]);
        assert.deepEqual(faultTexts(cacheFaults([NGINX], [{ name: "hub-login", server: "quay.io" }])), [
            'cacheRules[0].credentialSet: "hub-login" is for quay.io, not for docker.io',
        ]);
    });

    it("refuses names that are too short, too long, or there twice", () => {
        const short = faultTexts(cacheFaults([{ ...QUAY, name: "quay" }], []));
        assert.match(short[0] ?? "", /^cacheRules\[0\]\.name: "quay" is refused; expected 5 to 50/);
        assert.equal(faultTexts(cacheFaults([{ ...QUAY, name: "q".repeat(51) }], [])).length, 1);
        assert.deepEqual(faultTexts(cacheFaults([QUAY, { ...QUAY, target: "other/*" }], [])), [
            'cacheRules[1].name: there are two named "quay-team"',
        ]);
        assert.match(
            faultTexts(cacheFaults([], [{ name: "hub", server: "docker.io" }]))[0] ?? "",
            /^credentialSets\[0\]\.name: "hub"/,
        );
    });

    it("refuses two rules that write to one repository", () => {
        assert.deepEqual(faultTexts(cacheFaults([QUAY, { ...QUAY, name: "quay-2" }], [])), [
            'cacheRules[1].target: two rules write to "quay/team/*"',
        ]);
    });

    it("refuses what is not a repository, and a wildcard on one side only", () => {
        assert.match(
            faultTexts(cacheFaults([{ ...QUAY, source: "*" }], []))[0] ?? "",
            /\[0\]\.source: "\*" is not an upstream/,
        );
        assert.match(
            faultTexts(cacheFaults([{ ...QUAY, source: "nginx/*" }], []))[0] ?? "",
            /is not an upstream; expected such as/,
        );
        assert.match(
            faultTexts(cacheFaults([{ ...QUAY, target: "Team/*" }], []))[0] ?? "",
            /\[0\]\.target: "Team\/\*" is not a repository/,
        );
        assert.match(
            faultTexts(cacheFaults([{ ...QUAY, target: "team" }], []))[0] ?? "",
            /must both end in "\*", or neither$/,
        );
    });

    it("refuses AKS's rule with other values, under which AKS finds nothing", () => {
        const [fault = ""] = faultTexts(cacheFaults([{ ...AKS_MANAGED_RULE, target: "mcr/*" }], []));
        assert.match(fault, /AKS expects source "mcr.microsoft.com\/\*" and target "aks-managed-repository\/\*"/);
    });
});
