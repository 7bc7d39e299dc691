import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { type Ran, Scenario } from "../support/scenario";

class Refusing extends pulumi.ComponentResource {
    constructor(name: string) {
        super("test:index:Refusing", name);
        const known = new random.RandomUuid(`${name}-known`, {}, { parent: this });
        const refused = known.result.apply((): string => {
            throw new pulumi.RunError("the value is refused");
        });
        new random.RandomUuid(`${name}-behind`, { keepers: { refused } }, { parent: this });
        this.registerOutputs({});
    }
}

describe("an argument that is refused only once it is known", () => {
    const scenario = new Scenario("e2e-late-fault", async () => {
        const component = new Refusing("refusing");
        new random.RandomUuid("depends-on-it", {}, { dependsOn: component });
        return {};
    });
    let ran: Ran;

    before(async () => {
        await scenario.prepare();
        scenario.configure({});
        ran = await scenario.up();
    });
    after(() => scenario.remove());

    it("ends the update, which says why", () => {
        assert.match(ran.failure ?? "", /up of stack e2e-late-fault failed/);
        assert.match(ran.output, /the value is refused/);
    });

    it("creates nothing behind it", () => {
        assert.doesNotMatch(ran.output, /refusing-behind|depends-on-it/);
    });
});
