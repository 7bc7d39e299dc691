// What happens on the way to a registry.
import { NODE_ADDRESS } from "../../../../platform/paths";
import type { Fault } from "../fault";
import { at, inRegistry, inServer } from "../make";
import { httpServer, socketServer } from "../servers";

export const NETWORK_FAULTS: readonly Fault[] = [
    {
        name: "refused",
        title: "a registry that is down",
        made: "a port at which nothing listens",
        cause: "connectionRefused",
        make: at("127.0.0.1:9"),
    },
    {
        name: "impossible-host",
        title: "a name that cannot be in DNS",
        made: "a host whose label has 64 characters; 63 are allowed",
        cause: "dns",
        make: at(`${"r".repeat(64)}.io`),
    },
    {
        name: "untrusted",
        title: "a certificate that the node does not trust",
        made: "TLS with a certificate that signed itself",
        cause: "certificate",
        make: inRegistry({ tls: true }),
    },
    {
        name: "no-tls",
        title: "a registry without TLS",
        made: "plain HTTP at another address than 127.0.0.1",
        cause: "plainHttp",
        make: inServer(() => httpServer((_, answer) => answer.end(), NODE_ADDRESS)),
    },
    {
        name: "hangs-up",
        title: "a firewall that ends connections",
        made: "every connection is closed after its first bytes",
        cause: "timeout",
        make: inServer(() => socketServer((socket) => socket.once("data", () => socket.end()), NODE_ADDRESS)),
    },
];

/** They keep the node from every other pull meanwhile, because it pulls one image after another. */
export const LONG_NETWORK_FAULTS: readonly Fault[] = [
    {
        name: "no-such-host",
        title: "a name that is not in DNS",
        made: "a host under `.invalid`, which no DNS server may know",
        cause: "dns",
        make: at("registry.invalid"),
        seconds: 20,
    },
    {
        name: "no-route",
        title: "an address that nobody has",
        made: "an address of the pods' network that no pod has",
        cause: "connectionRefused",
        make: at(`${NODE_ADDRESS.replace(/\d+\.\d+$/, "255.254")}:5000`),
        seconds: 20,
    },
    {
        name: "silent-tls",
        title: "a load balancer without a registry behind it",
        made: "connections are taken, and TLS is never begun",
        cause: "timeout",
        make: inServer(() => socketServer(() => {}, NODE_ADDRESS)),
        seconds: 15,
    },
    {
        name: "stalled",
        title: "a download that stands still",
        made: "nothing comes after 3 MB of each layer; here containerd waits 15 s, usually 5 minutes",
        cause: "stalled",
        make: inRegistry({ rules: [{ path: "/blobs/", fault: "stall", afterBytes: 3_000_000 }] }, { megabytes: 40 }),
        seconds: 40,
    },
    {
        name: "no-answer",
        title: "a registry that never answers",
        made: "requests are taken and never answered",
        cause: "slow",
        make: inRegistry({ rules: [{ fault: "hang" }] }),
    },
    {
        name: "slow",
        title: "a slow network",
        made: "10 kB/s",
        cause: "slow",
        make: inRegistry({ rate: 10_000 }),
    },
];
