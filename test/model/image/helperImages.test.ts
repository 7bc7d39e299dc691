import assert from "node:assert/strict";
import fc from "fast-check";
import { HELPER_IMAGES, imagePrefixFaults, parseImagePrefix, prefixedImage } from "../../../model/image/helperImages";
import { movingTagFault } from "../../../model/image/movingTag";
import { parseImageReference } from "../../../model/image/reference";
import { cacheFaults } from "../../../model/registry/cacheRules";

const NAMES = Object.keys(HELPER_IMAGES) as (keyof typeof HELPER_IMAGES)[];

const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const prefixes = fc
    .tuple(
        label,
        fc.constantFrom(".azurecr.io", ".example.com:5000", ".azurecr.us"),
        fc.array(label, { minLength: 1, maxLength: 3 }),
    )
    .map(([name, domain, path]) => `${name}${domain}/${path.join("/")}`);

describe("the images of this package's own pods", () => {
    it("are named by digest under any prefix, in the registry and the path of the prefix", () => {
        fc.assert(
            fc.property(prefixes, fc.constantFrom(...NAMES), (prefix, name) => {
                const { registry, path } = parseImagePrefix(prefix);
                const read = parseImageReference(prefixedImage(prefix, name));
                assert.equal(`${registry}/${path}`, prefix);
                assert.equal(read.registry, registry);
                assert.equal(read.repository, `${path}/${name}`);
                assert.equal(read.digest, HELPER_IMAGES[name].digest);
                assert.equal(movingTagFault(read), undefined);
            }),
        );
    });

    it("come from registries that a cache rule reads without a credential", () => {
        const rules = NAMES.map((name) => ({
            name: `image-delivery-${name}`,
            source: HELPER_IMAGES[name].repository,
            target: `image-delivery/${name}`,
        }));
        assert.deepEqual(cacheFaults(rules, []), []);
    });

    for (const prefix of [
        "",
        "myregistry",
        "myregistry.azurecr.io",
        "myregistry.azurecr.io/",
        "myregistry.azurecr.io/team/",
        "https://myregistry.azurecr.io/team",
        "myregistry.azurecr.io/team:1",
        "myregistry.azurecr.io/Team",
        "team/images",
    ]) {
        it(`does not take "${prefix}" for a prefix`, () => {
            const [fault, ...others] = imagePrefixFaults(prefix);
            assert.deepEqual(others, []);
            assert.ok(fault?.reason.startsWith(`"${prefix}" is not a prefix of images; expected`), fault?.reason);
        });
    }
});
