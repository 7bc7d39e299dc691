/** Registries of GitHub, Amazon, Google, Red Hat (Quay, OpenShift), GitLab and JFrog: whose accounts and permissions a pull needs. */

import { secretCommand } from "../secretCommand";
import type { RegistryAdvice } from "./advice";
import { IMPORT } from "./import";

function access(advice: string): RegistryAdvice {
    return { noCredential: advice, tokenRefused: advice, unauthorized: advice };
}

export const GHCR_ADVICE: RegistryAdvice = {
    ...access(
        `Make the package public, or pull with a classic token that has read:packages and access to it: ${secretCommand("ghcr.io")}.`,
    ),
    serverError: "Kubernetes retries on its own. See https://www.githubstatus.com, and `image-delivery size IMAGE`.",
};

export const ECR_ADVICE: RegistryAdvice = {
    ...access(
        `Let the account read the repository (ecr:BatchGetImage in \`aws ecr get-repository-policy --repository-name PATH_REPOSITORY --region REGION\`), and renew the pull secret, whose password is good for 12 hours: ${secretCommand("REGISTRY", "AWS", "aws ecr get-login-password --region REGION")}.`,
    ),
    cacheRule:
        "Check the pull-through cache rule and its secret: `aws ecr describe-pull-through-cache-rules --region REGION`.",
};

export const ECR_PUBLIC_ADVICE: RegistryAdvice = {
    ...access(
        "The registry serves everyone, but refuses a credential that has expired: remove or renew the one that the pull secret holds for it, `aws ecr-public get-login-password --region us-east-1`.",
    ),
    rateLimited: `Kubernetes retries on its own. Pulls without an account are limited by address: keep a copy in your own registry, ${IMPORT}, or log in with \`aws ecr-public get-login-password --region us-east-1\`.`,
};

export const GOOGLE_ADVICE: RegistryAdvice = {
    ...access(
        `Give the account the role: \`gcloud artifacts repositories add-iam-policy-binding <repository> --location=<location> --member=serviceAccount:<account> --role=roles/artifactregistry.reader\`; outside Google's cloud the pull secret holds its key: ${secretCommand("REGISTRY", "_json_key_base64", "base64 < key.json | tr -d '\\n'")}.`,
    ),
    rateLimited:
        "Kubernetes retries on its own. The quota is the project's, by region and minute: `gcloud artifacts repositories describe <repository> --location=<location>`, and raise it in the console, or roll out to fewer nodes at a time.",
};

export const QUAY_ADVICE: RegistryAdvice = {
    ...access(
        `Make the repository public, or give a robot account Read on it and use its token: ${secretCommand("quay.io", "<organization>+<robot>")}.`,
    ),
    serverError:
        "Kubernetes retries on its own. See https://status.quay.io (status.redhat.com), and `image-delivery size IMAGE`.",
};

export const GITLAB_ADVICE: RegistryAdvice = access(
    `Create a deploy token with read_registry in the project, and the pull secret with it: ${secretCommand("REGISTRY", "<token-name>")}.`,
);

export const JFROG_ADVICE: RegistryAdvice = {
    ...access(`Give the account Read on the repository, and use an identity token: ${secretCommand("REGISTRY")}.`),
    cacheRule:
        "The remote repository fails, not the node: use Test on its page, check its credential and offline flag, and its log: `image-delivery size <source image>` shows whether the source answers.",
};

/** Its projects are namespaces: the path of an image begins with one. */
export const OPENSHIFT_ADVICE: RegistryAdvice = {
    ...access(
        "Let the pods' service accounts pull from the project of the image: `oc policy add-role-to-group system:image-puller system:serviceaccounts:NAMESPACE --namespace=PROJECT`; see that the tag is there: `oc get imagestreamtag -n PROJECT`.",
    ),
    cacheRule:
        "The image stream refers to another registry, which refuses: put a pull secret for that one into the project, and import again: `oc import-image <stream> -n PROJECT`.",
};
