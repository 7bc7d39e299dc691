import type { RegistryKind } from "../../registry/kind";
import { ACR_ADVICE } from "./acr";
import type { RegistryAdvice } from "./advice";
import {
    ECR_ADVICE,
    ECR_PUBLIC_ADVICE,
    GHCR_ADVICE,
    GITLAB_ADVICE,
    GOOGLE_ADVICE,
    JFROG_ADVICE,
    OPENSHIFT_ADVICE,
    QUAY_ADVICE,
} from "./hosted";
import { DOCKER_HUB_ADVICE, KUBERNETES_ADVICE, MCR_ADVICE } from "./public";

/** Each kind's own commands. */
export const ADVICE_BY_KIND: Readonly<Record<RegistryKind, RegistryAdvice>> = {
    acr: ACR_ADVICE,
    dockerHub: DOCKER_HUB_ADVICE,
    ghcr: GHCR_ADVICE,
    ecr: ECR_ADVICE,
    ecrPublic: ECR_PUBLIC_ADVICE,
    google: GOOGLE_ADVICE,
    mcr: MCR_ADVICE,
    kubernetes: KUBERNETES_ADVICE,
    quay: QUAY_ADVICE,
    gitlab: GITLAB_ADVICE,
    jfrog: JFROG_ADVICE,
    openshift: OPENSHIFT_ADVICE,
    other: {},
};
