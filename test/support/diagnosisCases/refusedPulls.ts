// Pulls that a registry, a proxy or the node itself refuses, by their texts.
import { IMAGE } from "../images";
import { type DiagnosisCase, pullCase } from "./case";

const RESOLVE = `rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}"`;

export const REFUSED_PULLS: readonly DiagnosisCase[] = [
    // containerd core/remotes/docker/resolver.go
    pullCase(
        "an image that is not there",
        `${RESOLVE}: ${IMAGE}: not found`,
        { cause: "notFound", node: "n1", says: ["image-delivery tags acr1.azurecr.io/zoneapi"] },
        { migration: { state: "stuck", says: ["not found"] } },
    ),
];
