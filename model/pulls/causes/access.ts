/** Causes that a registry gives: it refuses, limits, fails, or is not one. */
import { ROLE_PATIENCE_SECONDS } from "../../timeouts/shares";
import { secretCommand } from "../secretCommand";
import { type CauseText, UNTIL_THE_CLOCK } from "./cause";

const PULL_SECRET = secretCommand("REGISTRY");

export const ACCESS_CAUSES = {
    pullSecretMissing: {
        patienceSeconds: 120,
        explanation: "pull secret missing: an imagePullSecret that the pod names does not exist in its namespace",
        advice: `Create the secret in that namespace, ${PULL_SECRET}, or correct the name in imagePullSecrets.`,
    },
    noCredential: {
        patienceSeconds: 300,
        rolePatienceSeconds: ROLE_PATIENCE_SECONDS,
        explanation: "no credential: the registry wants one, and the node sent none",
        advice: `Create a pull secret, ${PULL_SECRET}, and name it in the pod's imagePullSecrets.`,
    },
    tokenRefused: {
        patienceSeconds: 300,
        rolePatienceSeconds: ROLE_PATIENCE_SECONDS,
        explanation: "token refused: the registry does not accept the credential that the node sent",
        advice: `The credential has expired, is wrong, or has lost its permission. Try it with \`docker login REGISTRY\`, then create the pull secret again: ${PULL_SECRET}.`,
    },
    unauthorized: {
        patienceSeconds: 300,
        rolePatienceSeconds: ROLE_PATIENCE_SECONDS,
        explanation: "pull access denied: there is no such repository, or the credential does not cover it",
        advice: "Check the name with `image-delivery tags REPOSITORY`, and that the account of the pull secret may read it: `docker login REGISTRY` with it, then `docker pull IMAGE`.",
    },
    forbidden: {
        patienceSeconds: 120,
        explanation: "forbidden (403): the registry's firewall does not allow the node's address",
        advice: "With public access disabled the name must resolve to the private endpoint, which `image-delivery size IMAGE` shows; otherwise allow the address that the cluster's traffic leaves by.",
    },
    storageRefused: {
        patienceSeconds: 120,
        explanation:
            "storage refused (403): the registry answers, but the storage that holds its layers refuses the node",
        advice: "The signed address is not accepted: check that no proxy changes it and that the node's clock is right, and whether a firewall or a service endpoint policy of the subnet blocks the storage; `image-delivery size IMAGE` shows which host that is.",
    },
    rateLimited: {
        patienceSeconds: UNTIL_THE_CLOCK,
        explanation: "rate limited (429): the registry allows no more requests for now",
        advice: "Kubernetes retries on its own. Pull with a credential of your own, spread the rollout, or keep a copy in your own registry: `docker buildx imagetools create --tag <registry>/<repository>:<tag> IMAGE`.",
    },
    cacheRule: {
        patienceSeconds: 300,
        explanation: "upstream: the registry fetches this image from another one, and that fails",
        advice: "The fault is in that proxy's or cache's rule, its credential or the source, not on the node: open the repository's proxy configuration in REGISTRY, test its connection and credential, and pull the source itself: `image-delivery size <source image>`.",
    },
    serverError: {
        patienceSeconds: UNTIL_THE_CLOCK,
        explanation: "registry error (5xx): the registry failed to answer",
        advice: "Kubernetes retries on its own. Check whether it answers from elsewhere (`image-delivery size IMAGE`), its status page and its log.",
    },
    wrongAnswer: {
        patienceSeconds: 120,
        explanation:
            "not a registry: something else, such as a web server or a proxy's page, answers at the registry's address",
        advice: "Correct the host and port in the reference; see what answers there with `curl -i https://REGISTRY/v2/` from the cluster's network. A registry answers 200 or 401 with JSON.",
    },
} as const satisfies Record<string, CauseText>;
