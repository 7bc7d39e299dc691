// How a registry is reached from here: by private or public addresses, and how soon it answers.
import { lookup } from "node:dns/promises";
import { type Reach, reachOf } from "../../model/reach";
import { apiHost } from "./dockerHub";
import { RegistryError } from "./errors";

export interface RegistryProbe {
    readonly host: string;
    readonly addresses: readonly string[];
    readonly reach: Reach;
}

/** @throws RegistryError when the name does not resolve. */
export async function probeRegistry(registry: string): Promise<RegistryProbe> {
    const host = apiHost(registry);
    const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, "");
    const answers = await lookup(name, { all: true }).catch(() => {
        throw new RegistryError(
            `${name} cannot be resolved (no such host); check the spelling, and the private DNS zone if it is a private endpoint.`,
        );
    });
    const addresses = answers.map((answer) => answer.address);
    return { host, addresses, reach: reachOf(addresses) };
}
