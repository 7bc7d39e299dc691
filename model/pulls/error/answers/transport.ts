/** What a connection says of itself: Go's net, net/http, crypto/tls and x509, and Windows in their place. */

export const TRANSPORT_ANSWERS = [
    [
        "certificateName",
        /certificate is valid for|doesn't contain any IP SANs|not valid for any names|legacy Common Name/,
    ],
    ["certificateExpired", /certificate has expired|is not yet valid/],
    [
        "certificateUnknown",
        /\bx509\b|signed by unknown authority|certificate is not trusted|untrusted root|unable to get local issuer|self[- ]signed certificate|failed to verify certificate/,
    ],
    [
        "plainHttp",
        /server gave HTTP response to HTTPS client|first record does not look like a TLS handshake|sent an HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port/,
    ],
    // An alert of TLS where plain HTTP was spoken.
    ["tlsOnHttp", /malformed HTTP response "?\\x15\\x03/],
    [
        "tls",
        /^(?:remote error|local error)$|^tls$|\btls: |handshake failure|protocol version not supported|unsupported protocol version/,
    ],
    ["noSuchHost", /no such host|server misbehaving|failure in name resolution|no answer from DNS server|Try again$/],
    ["redirects", /stopped after \d+ redirects/],
    ["canceled", /context cancell?ed|operation was canceled|progress deadline|pull progress timeout|no progress/],
    [
        "nodeNetwork",
        /cannot assign requested address|too many open files|forbidden by its access permissions|address already in use/,
    ],
    [
        "timeout",
        /\bi\/o timeout|TLS handshake timeout|connection timed out|operation timed out|deadline exceeded|Client\.Timeout|Timeout exceeded|request cancell?ed|timeout awaiting response headers|connection reset|forcibly closed|aborted by the software|broken pipe|stream error|\bGOAWAY\b|INTERNAL_ERROR|PROTOCOL_ERROR|http2: |short read|did not properly respond|server closed idle connection|closed network connection|connection (?:lost|closed)|transport closed|server sent|semaphore timeout/i,
    ],
    [
        "refused",
        /connection refused|actively refused|no route to host|host is (?:down|unreachable)|network is (?:unreachable|down)|unreachable (?:network|host)|host unreachable/,
    ],
    ["malformed", /malformed HTTP|invalid character '<'|looking for beginning of value|<!doctype|<html/i],
] as const;
