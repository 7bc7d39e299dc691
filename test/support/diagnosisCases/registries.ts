// Refusals by the registry that gives them: each kind in its own words, and with the commands that its own tool accepts.

import { ACR, ECR, GAR, GHCR, HUB } from "../images";
import { answering, containerd } from "../pullTexts/pullText";
import { type DiagnosisCase, pullCase } from "./case";

const FIREWALL = /firewall|network-rule/;
const OF_AZURE = /`az acr (?!import)|`az aks/;
const BLOB = "https://eus2.blob.core.windows.net/a/data?se=2026&sig=S3CR3T%3D&sp=r";

export const REGISTRIES: readonly DiagnosisCase[] = [
    pullCase(
        "a registry of Azure with a firewall",
        answering(ACR, "403 Forbidden"),
        { cause: "forbidden", says: ["az acr network-rule list --name contoso`"] },
        { image: ACR },
    ),
    pullCase(
        "the firewall's own sentence",
        "denied: client with IP '20.61.7.9' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
        { cause: "forbidden", says: ["client with IP '20.61.7.9' is not allowed access"] },
        { image: ACR },
    ),
    pullCase(
        "a cluster that is not attached",
        containerd(
            ACR,
            `failed to resolve reference "${ACR}": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://contoso.azurecr.io/oauth2/token?service=contoso.azurecr.io: 401 Unauthorized`,
        ),
        { cause: "noCredential", says: ["--attach-acr contoso`"], never: ["--attach-acr contoso.azurecr.io"] },
        { image: ACR },
    ),
    pullCase(
        "GitHub's 403",
        answering(GHCR, "403 Forbidden"),
        { cause: "unauthorized", says: ["read:packages"], never: [FIREWALL, OF_AZURE] },
        { image: GHCR },
    ),
    pullCase(
        "GitHub's denial",
        `Error response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": denied: denied`,
        { cause: "unauthorized", never: [OF_AZURE] },
        { image: GHCR },
    ),
    pullCase(
        "Google's 403",
        answering(GAR, "403 Forbidden"),
        { cause: "unauthorized", says: ["roles/artifactregistry.reader"], never: [FIREWALL, OF_AZURE] },
        { image: GAR },
    ),
    pullCase(
        "Google's denial",
        'Error response from daemon: Head "https://europe-west3-docker.pkg.dev/v2/acme-prod/ml/app/manifests/4": denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/acme-prod/locations/europe-west3/repositories/ml" (or it may not exist)',
        { cause: "unauthorized", says: ["gcloud artifacts"] },
        { image: GAR },
    ),
    pullCase(
        "Amazon's 403",
        answering(ECR, "403 Forbidden"),
        { cause: "unauthorized", says: ["--region eu-west-1"], never: [FIREWALL, OF_AZURE] },
        { image: ECR },
    ),
    pullCase(
        "a private registry's 403",
        answering("reg.example/app:1", "403 Forbidden"),
        { cause: "unauthorized", never: [FIREWALL, OF_AZURE] },
        { image: "reg.example/app:1" },
    ),
    pullCase(
        "a private registry's 403 by CRI-O",
        'Status 403 trying to pull repository team/app: "Forbidden"',
        { cause: "unauthorized", never: [FIREWALL] },
        { image: "reg.example/team/app:1" },
    ),
    pullCase(
        "a token that is not good",
        containerd(
            HUB,
            `failed to resolve reference "${HUB}": pull access denied, repository does not exist or may require authorization: server message: invalid_token: authorization failed`,
        ),
        { cause: "unauthorized", never: [OF_AZURE] },
        { image: HUB },
    ),
    pullCase(
        "storage that refuses",
        containerd(
            ACR,
            `failed to copy: httpReadSeeker: failed open: unexpected status code ${BLOB}: 403 This request is not authorized to perform this operation.`,
        ),
        { cause: "storageRefused", says: ["--data-endpoint-enabled"], never: ["S3CR3T"] },
        { image: ACR },
    ),
    pullCase(
        "storage that does not accept the signature",
        containerd(
            ACR,
            `failed to copy: httpReadSeeker: failed open: unexpected status code ${BLOB}: 403 Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.`,
        ),
        { cause: "storageRefused", says: ["clock"], never: ["S3CR3T"] },
        { image: ACR },
    ),
];
