/** What registries, token servers and the storage behind them answer, in words of the distribution API or of their own. */

export const REGISTRY_ANSWERS = [
    ["kubeletLimit", /pull QPS exceeded|exceeded the (?:registry )?(?:pull )?QPS/],
    [
        "tooMany",
        /too ?many ?requests|rate ?limit|rate exceeded|request limit|throttl|quota exceeded|You have reached your|exceeded .*\bquota\b/i,
    ],
    [
        "firewall",
        /is not allowed access|not allowed by (?:the )?(?:network|firewall)|public network access (?:is )?(?:disabled|not allowed)|access from .* is (?:blocked|denied)/i,
    ],
    [
        "blocked",
        /cannot be pulled due to|download blocking policy|vulnerabilit|quarantine|operation is disallowed|blocked by (?:an? )?(?:admin|policy|xray|curation)|deployment security|not scanned/i,
    ],
    [
        "storageSignature",
        /Server failed to authenticate the request|AuthenticationFailed|Request has expired|specified time frame|SignatureDoesNotMatch|ExpiredToken|RequestTimeTooSkewed/,
    ],
    [
        "storageRefused",
        /This request is not authorized|AuthorizationFailure|AuthorizationPermissionMismatch|PublicAccessNotPermitted|Public access is not permitted/,
    ],
    ["storageAccessDenied", /<Code>AccessDenied|^AccessDenied/],
    [
        "noCredential",
        /no basic auth credentials|unauthenticated request|anonymous (?:access|pull)|no credentials? (?:found|provided)|no scope specified for token auth challenge/i,
    ],
    [
        "denied",
        /requested access to the resource is denied|(?<!permission |access is )\bdenied\b(?! to)|access denied|access forbidden|is not authorized to perform|no identity-based policy|not have (?:the )?permission|lacks? permission|insufficient_scope|insufficient scopes?|^forbidden$|not authorized|unauthorized to access|no permission/i,
    ],
    [
        "unauthorized",
        /\bunauthorized\b|authentication required|invalid[_ ]token|authorization failed|incorrect username|invalid username|bad credentials|token has expired|expired token|authorization token|login required|failed to authenticate|authentication failed|invalid_grant|AADSTS\d+/i,
    ],
    [
        "manifestUnknown",
        /manifest[ _]?unknown|name[ _]?unknown|blob[ _]?unknown|unknown (?:blob|manifest)|not known to registry|manifest for ·* ?not found|repository ·* ?not found|artifact ·* ?not found|no such image|\bNotFound$|project ·* ?not found|tag does not exist|was deleted or has expired|Failed to fetch ·+/i,
    ],
    [
        "notARegistry",
        /content size of zero|V1 (?:docker|container) registry|V1 registry|did not include a token|no realm specified|unable to decode token response|decoding bearer token|not a (?:valid )?registry|invalid content digest in response|could not determine digest|failed to find supported auth scheme|unsupported protocol scheme|missing www-authenticate/i,
    ],
    [
        "unavailable",
        /RegistryUnavailable|registry is unavailable|backend error|no healthy upstream|upstream connect error/i,
    ],
] as const;
