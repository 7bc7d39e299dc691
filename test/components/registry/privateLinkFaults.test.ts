// What private endpoints are refused for: subnets that are too small, and bad arguments.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { azure, network, subnet } from "../../support/azureWorld";
import { failed, recorded, refused } from "../../support/harness";
import { HERE, make, THERE } from "../../support/privateLink";

describe("the subnet of an endpoint", () => {
    const five = { dependsOn: [] };

    it("is looked up, and refused with both numbers when it is too small; the endpoint is not created", async () => {
        const { text, resources } = await failed(make({ regions: 5 }, five), azure({ prefix: "10.0.1.0/29" }));
        assert.match(text, /endpoints\[0\]\.subnetId: the subnet 10.0.1.0\/29 has 3 usable addresses/);
        assert.match(text, /a registry in 5 regions takes 6; use a subnet of \/27 or larger/);
        assert.ok(!resources.some(({ type }) => type.endsWith(":PrivateEndpoint")));
    });

    it("may have several prefixes, which count together", async () => {
        const prefix = ["10.0.1.0/29", "10.0.2.0/29"];
        await recorded(make({ regions: 5 }, five), azure({ prefix }));
        const { text } = await failed(make({ regions: 6 }, five), azure({ prefix }));
        assert.match(text, /has 6 usable addresses/);
    });

    it("is not looked up where its prefix is given and large enough", async () => {
        const endpoints = [{ ...HERE, subnetPrefix: "10.0.1.0/27" }];
        const { one } = await recorded(make({ endpoints }), { ...azure(), call: () => assert.fail() });
        assert.equal(one("PrivateEndpoint").inputs.subnet.id, subnet("vnet-1"));
    });

    it("is refused before anything is created where its prefix is given, which is not looked up then", async () => {
        const endpoints = [{ ...HERE, subnetPrefix: "10.0.1.0/29" }];
        const { text, resources } = await failed(make({ regions: 5, endpoints }, five), { call: () => assert.fail() });
        assert.match(text, /endpoints\[0\]\.subnetPrefix: the subnet 10.0.1.0\/29 has 3 usable addresses/);
        assert.deepEqual(resources, []);
    });

    it("is warned of when the next replicas will not fit", async () => {
        const { log } = await recorded(make({}), azure({ prefix: "10.0.1.0/28" }));
        assert.match(log.join("\n"), /every further replica one; \/27 or larger is advised/);
    });
});

describe("private endpoints with bad arguments", () => {
    it("are refused with all faults in one error", async () => {
        const endpoints = [
            { ...HERE, region: "westeurop", subnetId: "subnet-1", subnetPrefix: "10.0.1.0" },
            { ...THERE, zoneId: network("vnet-1"), virtualNetworkIds: ["vnet-2"] },
        ];
        const text = await refused(make({ registryId: "acr1", regions: 0, endpoints }), azure());
        for (const fault of [
            /- regions: 0 is not a number of regions/,
            /- registryId: "acr1" is not an id of that kind/,
            /- endpoints\[0\]\.region: "westeurop" is not a region of Azure; did you mean westeurope\?/,
            /- endpoints\[1\]\.virtualNetworkIds: the one in northeurope adopts a zone/,
            /- endpoints\[0\]\.subnetId: "subnet-1" is not an id of that kind/,
            /- endpoints\[0\]\.subnetPrefix: "10.0.1.0" is not an IPv4 prefix/,
            /- endpoints\[1\]\.zoneId: .* is not an id of that kind/,
            /- endpoints\[1\]\.virtualNetworkIds\[0\]: "vnet-2" is not an id of that kind/,
        ]) {
            assert.match(text, fault);
        }
    });

    it("are refused once an id is known that is none", async () => {
        const endpoints = [{ ...HERE, subnetId: pulumi.output(Promise.resolve("subnet-1")) }];
        assert.match(await refused(make({ endpoints }), azure()), /endpoints\[0\]\.subnetId: "subnet-1" is not an id/);
    });
});
