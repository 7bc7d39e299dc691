// What the registry does not have, or has in a state that no node can use.
import type { Fault } from "../fault";
import { forOtherProcessors, inRegistry, noArchive, otherContent, renamed } from "../make";

export const REGISTRY_FAULTS: readonly Fault[] = [
    {
        name: "missing-tag",
        title: "a tag that was never pushed",
        made: "a repository that is there, with a tag that is not",
        cause: "notFound",
        make: renamed((image) => image.replace(/@.*/, ":9.9.9")),
    },
    {
        name: "missing-digest",
        title: "a digest that was never pushed",
        made: "a repository that is there, with a digest of zeros",
        cause: "notFound",
        make: renamed((image) => image.replace(/sha256:.*/, `sha256:${"0".repeat(64)}`)),
    },
    {
        name: "missing-repository",
        title: "a misspelt repository",
        made: "a repository that the registry does not have",
        cause: "notFound",
        make: renamed((image) => image.replace(/@.*/, "s:1.0.0")),
    },
    {
        name: "missing-layer",
        title: "a layer that was deleted",
        made: "404 for every blob of an image that is there",
        cause: "notFound",
        make: inRegistry({ rules: [{ path: "/blobs/", fault: "status", status: 404 }] }),
    },
    {
        name: "wrong-platform",
        title: "an image for other processors",
        made: "an index of s390x and ppc64le",
        cause: "wrongPlatform",
        make: forOtherProcessors,
    },
    {
        name: "no-archive",
        title: "a layer that is not an archive",
        made: "random bytes, pushed as a layer",
        cause: "corruptLayer",
        make: noArchive,
    },
    {
        name: "other-content",
        title: "a layer with another content than was built",
        made: "a layer that does not match the configuration of its image",
        cause: "corruptLayer",
        make: otherContent,
    },
    {
        name: "damaged-layer",
        title: "a layer with another digest",
        made: "one byte of each layer is changed",
        cause: "corruptLayer",
        make: inRegistry({ rules: [{ path: "/blobs/", fault: "corrupt", afterBytes: 10_000 }] }),
    },
    {
        name: "damaged-manifest",
        title: "a manifest with another digest",
        made: "one byte of each manifest is changed",
        cause: "corruptLayer",
        make: inRegistry({ rules: [{ path: "/manifests/", methods: ["GET"], fault: "corrupt", afterBytes: 100 }] }),
    },
    {
        name: "truncated-layer",
        title: "a layer that breaks off",
        made: "the connection ends before the first byte of each blob",
        cause: "timeout",
        make: inRegistry({ rules: [{ path: "/blobs/", fault: "truncate" }] }),
    },
    {
        name: "truncated-manifest",
        title: "a manifest that breaks off",
        made: "the connection ends after 100 bytes of each manifest",
        cause: "timeout",
        make: inRegistry({ rules: [{ path: "/manifests/", methods: ["GET"], fault: "truncate", afterBytes: 100 }] }),
    },
];
