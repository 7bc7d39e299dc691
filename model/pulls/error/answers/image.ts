/** What is said of the image itself: its name, platform, format, signature, the bytes that came. */

export const IMAGE_ANSWERS = [
    ["neverPull", /ErrImageNeverPull|pull policy of Never/],
    [
        "shortName",
        /returns ambiguous list|short[- ]name|did not resolve to an alias|unqualified-search registries|Mirrors also failed(?= ·+ short)/i,
    ],
    [
        "invalidName",
        /InvalidImageName|invalid reference format|couldn't parse image|could not parse (?:image )?reference|must be lowercase|invalid (?:tag|repository name)|cannot parse input|failed to parse image reference|unsupported digest|invalid checksum digest/i,
    ],
    [
        "otherPlatform",
        /no match for platform|no matching manifest|no image found in|no manifest found for platform|not support platform|exec format error|cannot be used on this platform|operating system (?:of the container )?does not match|Windows version .* (?:is )?incompatible|no child with platform|does not match the specified platform/i,
    ],
    [
        "signature",
        /SignatureValidationFailed|signature validation failed|Source image rejected|signature was required|image verifier|blocked pull|no matching signatures|invalid signature|signature verification|is not signed|not signed|no valid signature|content trust|no signature (?:exists|found)|Running image ·* ?is rejected|rejected by policy/i,
    ],
    [
        "unsupported",
        /accept header does not support|schema[- ]?1\b|schema version 1|no longer supported|mismatched image rootfs|diffIDs don't match|no processor for media-type|unsupported (?:media ?type|MIME|manifest|image|OCI|docker)|unrecogni[sz]ed (?:media ?type|image format)|needed for decryption|unsupported compression|unknown (?:layer )?media ?type|image has no layers|not a directory|mediaType in manifest should be|not an image|unexpected media type (?!text|application\/(?:json|octet-stream|xml))|invalid media ?type|layers from manifest don't match/i,
    ],
    ["page", /unexpected (?:media|content) type|text\/html/],
    [
        "damaged",
        /failed size validation|unexpected commit (?:digest|size)|wrong diff id|invalid tar header|tar header|digest did not match|does not match config|digest mismatch|size mismatch|verification failed|^gzip$|^zstd$|^flate$|^zlib$|invalid header|magic number|checksum|unexpected (?:digest|size)|corrupt|invalid size|bad tar|unpigz|decompress|unexpected copy size/i,
    ],
] as const;
