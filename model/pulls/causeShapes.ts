/** How each cause of a failed pull looks in the texts of kubelet, containerd and registries. */

export type ShapedCause = (typeof SHAPES)[number][0];

/** In this order: the words of a later cause also stand in texts of earlier ones (`no match for platform ...: not found`). */
const SHAPES = [
    [
        "wrongPlatform",
        /no match for platform|no matching manifest for|no image found in (?:manifest list|image index) for/,
    ],
    ["rateLimited", /(?:status(?: code)?|:) 429\b(?! !=)|too ?many ?requests|pull QPS exceeded/i],
    ["diskFull", /no space left on device|disk quota exceeded/],
    ["stalled", /context canceled/],
    ["certificate", /x509:|\btls: |server gave HTTP response to HTTPS client/],
    ["wrongAnswer", /unexpected media type|stopped after 10 redirects/],
    ["dns", /no such host|server misbehaving|failure in name resolution|\blookup \S+(?: on \S+)?: /],
    [
        "corruptLayer",
        /failed size validation|unexpected commit digest|wrong diff id|failed to extract layer|content digest \S+: not found|invalid tar header/,
    ],
    [
        "timeout",
        /i\/o timeout|TLS handshake timeout|connection timed out|context deadline exceeded|connection reset by peer|broken pipe|stream error|short read|\bEOF\b/,
    ],
    ["connectionRefused", /connection refused|no route to host|network is unreachable|host is down/],
    [
        "serverError",
        /(?:status(?: code)?|:) 5\d\d\b(?! !=)|\b5\d\d \(?(?:Internal Server|Bad Gateway|Service Unavailable|Gateway Time)|RegistryUnavailable/i,
    ],
    ["forbidden", /\b403 \(?Forbidden|is not allowed access/i],
    ["tokenRefused", /failed to fetch oauth token/],
    ["noCredential", /failed to fetch anonymous token|no basic auth credentials/],
    [
        "unauthorized",
        /pull access denied|insufficient_scope|\b401 \(?Unauthorized|authentication required|requested access to the resource is denied/i,
    ],
    ["signature", /SignatureValidationFailed|signature validation failed/i],
    ["invalidName", /InvalidImageName|invalid reference format|couldn't parse image (?:name|reference)/],
    ["neverPull", /ErrImageNeverPull|pull policy of Never/],
    ["notFound", /not found|manifest[ _]unknown|name[ _]unknown|not known to registry/i],
] as const;

/** References, URLs and paths say nothing of the cause: a repository may well be called `x509` or `not-found`. */
const QUOTED_NAME = /\\?"[^"\s]*"/g;
const NAME_WITH_SLASH = /(?<!\S)(?!i\/o )[^\s/]*\/\S*/g;

/** The first cause whose shape `text` has. */
export function shapedCause(text: string): ShapedCause | undefined {
    const words = text.replace(QUOTED_NAME, '""').replace(NAME_WITH_SLASH, "/:");
    return SHAPES.find(([, shape]) => shape.test(words))?.[0];
}
