import { ACR } from "../images";
import { ACR_URL, containerd, type PullText, resolving } from "./pullText";

const ACR_TOKEN =
    "https://contoso.azurecr.io/oauth2/token?scope=repository%3Ashop%2Fapi%3Apull&service=contoso.azurecr.io";
const BLOB =
    "https://eus2mng1.blob.core.windows.net/a1/docker/registry/v2/blobs/sha256/3b/3b8e/data?se=2026&sig=SECRET%3D&sv=2018";

/** Azure Container Registry, and where it keeps its layers. */
export const ACR_TEXTS: readonly PullText[] = [
    {
        text: resolving(
            ACR,
            `failed to authorize: failed to fetch anonymous token: unexpected status from GET request to ${ACR_TOKEN}: 401 Unauthorized`,
        ),
        cause: "noCredential",
        step: "token",
        role: "tokenServer",
        command: "az aks update --resource-group <group> --name <cluster> --attach-acr contoso`",
    },
    {
        text: resolving(
            ACR,
            `failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://contoso.azurecr.io/oauth2/token: 401 Unauthorized`,
        ),
        cause: "tokenRefused",
        step: "token",
        command: "AcrPull",
    },
    {
        text: resolving(
            ACR,
            `failed to authorize: failed to fetch anonymous token: unexpected status from GET request to ${ACR_TOKEN}: 403 Forbidden`,
        ),
        cause: "forbidden",
        command: "az acr network-rule list --name contoso`",
    },
    { text: resolving(ACR, `unexpected status from HEAD request to ${ACR_URL}: 403 Forbidden`), cause: "forbidden" },
    {
        text: resolving(
            "contoso.azurecr.us/api:1",
            "unexpected status from HEAD request to https://contoso.azurecr.us/v2/api/manifests/1: 403 Forbidden",
        ),
        cause: "forbidden",
        command: "--name contoso`",
    },
    {
        text: "denied: client with IP '20.61.7.9' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
        cause: "forbidden",
    },
    {
        text: `Error response from daemon: error from registry: authentication required, visit https://aka.ms/acr/authorization for more information. CorrelationId: 9788c9dc-17f9-4718-b7c3-10da8669d899`,
        cause: "unauthorized",
    },
    {
        text: containerd(
            ACR,
            `failed to copy: httpReadSeeker: failed open: unexpected status code ${BLOB}: 403 This request is not authorized to perform this operation.`,
        ),
        cause: "storageRefused",
        role: "storage",
        command: "az acr update --name contoso --data-endpoint-enabled",
    },
    {
        text: containerd(
            ACR,
            `failed to copy: httpReadSeeker: failed open: unexpected status code ${BLOB}: 403 Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.`,
        ),
        cause: "storageRefused",
        role: "storage",
    },
    {
        text: `Error response from daemon: error pulling image configuration: error parsing HTTP 403 response body: invalid character 'ï' looking for beginning of value: "\\ufeff<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?><Error><Code>AuthorizationFailure</Code><Message>This request is not authorized to perform this operation.\\nRequestId:31d6913c</Message></Error>"`,
        cause: "storageRefused",
    },
    {
        text: containerd(
            "public.ecr.aws/docker/library/redis:latest",
            "failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://d2glxqk2uabbnd.cloudfront.net/v2/x: 403 Forbidden",
        ),
        cause: "storageRefused",
        role: "storage",
    },
];
