// Random walks over the settings of a registry that change its resources: each step is a configuration that is accepted.
import fc from "fast-check";
import { PUSHERS, REGIONS, type RegistryWalk, type Step } from "./registryWalk";

type Region = (typeof REGIONS)[number];

interface Draft {
    readonly replicas: readonly Region[];
    readonly homeEndpoint: Region | undefined;
    readonly otherEndpoint: Region | undefined;
    readonly isReversed: boolean;
    readonly linked: readonly Region[];
    readonly allowed: boolean;
    readonly cached: boolean;
    readonly logged: boolean;
    /** Of the networks that are linked to the zone at home. */
    readonly fallsBack: boolean;
    /** Of the other endpoint: left to the registry's owner. */
    readonly asksForApproval: boolean;
    readonly pushers: readonly string[];
}

const region = fc.constantFrom(...REGIONS);

const draft: fc.Arbitrary<Draft> = fc.record({
    replicas: fc.subarray(REGIONS.filter((each) => each !== "westeurope")),
    homeEndpoint: fc.option(region, { nil: undefined }),
    otherEndpoint: fc.option(region, { nil: undefined }),
    isReversed: fc.boolean(),
    linked: fc.subarray([...REGIONS]),
    allowed: fc.boolean(),
    cached: fc.boolean(),
    logged: fc.boolean(),
    fallsBack: fc.boolean(),
    asksForApproval: fc.boolean(),
    pushers: fc.subarray(Object.keys(PUSHERS)),
});

/** The same walk for the same seed. */
export function randomSteps(walk: RegistryWalk, length: number, seed: number): Step[] {
    return fc.sample(draft, { numRuns: length, seed }).map((each) => stepOf(walk, each));
}

function stepOf(walk: RegistryWalk, each: Draft): Step {
    const { homeEndpoint, allowed, cached, logged, fallsBack, asksForApproval } = each;
    // Two endpoints are in two regions, and a network is linked to one zone.
    const otherEndpoint = each.otherEndpoint === homeEndpoint ? undefined : each.otherEndpoint;
    const linked = each.linked.filter((other) => other !== homeEndpoint && other !== otherEndpoint);
    const subnet = (at: Region) => ({ region: at, subnetId: walk.ids.endpointSubnet(at) });
    const approval = asksForApproval ? { approvalMessage: "for the shop" } : {};
    const endpoints = [
        ...(homeEndpoint === undefined
            ? []
            : [
                  {
                      ...subnet(homeEndpoint),
                      resourceGroupName: "rg-app",
                      internetFallback: fallsBack,
                      virtualNetworkIds: linked.map((at) => walk.ids.network(at)),
                  },
              ]),
        ...(otherEndpoint === undefined
            ? []
            : [{ ...subnet(otherEndpoint), resourceGroupName: "rg-other", ...approval }]),
    ];
    return {
        replicas: [...each.replicas],
        privateEndpoints: each.isReversed ? endpoints.toReversed() : endpoints,
        ...(allowed && { allowedAddresses: ["203.0.113.0/24"] }),
        ...(cached && { cacheRules: [{ name: "quay-team", source: "quay.io/team/*", target: "team/*" }] }),
        pushers: Object.fromEntries(each.pushers.map((name) => [name, PUSHERS[name] ?? ""])),
        ...(logged && { workspaceId: walk.ids.workspace }),
    };
}
