// Pulls from Azure's registry that failed, as people reported them in public: each names its report.

import { type DiagnosisCase, pullCase } from "../case";
import { BLOB, resolving } from "./texts";

const AZURECR = "myacr.azurecr.io/fluent/fluent-bit:3.1.6";
const TOKEN = "https://myacr.azurecr.io/oauth2/token?scope=repository%3Afluent%3Apull&service=myacr.azurecr.io";
const fetching = (sort: string) =>
    resolving(
        AZURECR,
        `failed to authorize: failed to fetch ${sort} token: unexpected status from GET request to ${TOKEN}: 401 Unauthorized`,
    );

function report(
    what: string,
    error: string,
    cause: DiagnosisCase["status"]["cause"],
    says: readonly string[],
    never: readonly RegExp[] = [],
): DiagnosisCase {
    return pullCase(what, error, { cause, says, never }, { image: AZURECR });
}

export const REPORTED_OF_AZURE: readonly DiagnosisCase[] = [
    // Azure/acr#231
    report(
        "a registry that fails first, and then refuses who comes without a credential",
        "[rpc error: code = Unknown desc = Error response from daemon: Get https://myacr.azurecr.io/v2/fluent/fluent-bit/manifests/3.1.6: received unexpected HTTP status: 500 Internal Server Error, rpc error: code = Unknown desc = Error response from daemon: Get https://myacr.azurecr.io/v2/fluent/fluent-bit/manifests/3.1.6: unauthorized: authentication required]",
        "serverError",
        ["az acr check-health --name myacr --yes", "authentication required"],
        [/attach-acr/],
    ),
    // kubernetes/kubernetes#92326
    report(
        "a role that does not work yet, by Docker",
        "rpc error: code = Unknown desc = Error response from daemon: Get https://myacr.azurecr.io/v2/fluent/fluent-bit/manifests/3.1.6: unauthorized: authentication required",
        "unauthorized",
        ["az aks check-acr"],
        [/check-acr --name/],
    ),
    // Azure/AKS#4459
    report(
        "a registry of Azure that is not attached",
        fetching("anonymous"),
        "noCredential",
        ["--attach-acr myacr`"],
        [],
    ),
    // Azure/AKS#4593
    report(
        "an identity whose role is missing, and then none",
        `[${fetching("oauth")}, ${fetching("anonymous")}]`,
        "tokenRefused",
        ["AcrPull"],
        [/attach-acr/],
    ),
    // Esri/arcgis-gitops#168
    report(
        "a layer that the registry does not have, between refusals",
        `[${fetching("oauth")}, rpc error: code = NotFound desc = failed to pull and unpack image "${AZURECR}": failed to copy: httpReadSeeker: failed open: could not fetch content descriptor ${BLOB} (application/vnd.docker.image.rootfs.diff.tar.gzip) from remote: not found]`,
        "notFound",
        ["from remote: not found"],
        [/attach-acr/],
    ),
];
