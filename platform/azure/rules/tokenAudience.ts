// Which Entra ID tokens a registry exchanges for tokens of its own.
import type { ArmResource } from "../world";

const REGISTRIES = "https://containerregistry.azure.net";
const RESOURCE_MANAGER = ["https://management.azure.com", "https://management.core.windows.net"];

/** A token for registries is good everywhere, one for Resource Manager unless the registry's policy says otherwise. */
export function exchangesToken({ properties }: ArmResource, token: string): boolean {
    const audience = audienceOf(token);
    const policies = properties.policies as Record<string, { status?: string } | undefined> | undefined;
    const takesResourceManager = policies?.azureADAuthenticationAsArmPolicy?.status !== "disabled";
    return audience === REGISTRIES || (takesResourceManager && RESOURCE_MANAGER.includes(audience));
}

function audienceOf(token: string): string {
    const [, claims = ""] = token.split(".");
    const { aud } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as { aud?: string };
    return aud?.replace(/\/$/, "") ?? "";
}
