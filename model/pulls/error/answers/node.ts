/** What the node says of itself: its disk, the store of its runtime, the runtime, its rights. */

export const NODE_ANSWERS = [
    [
        "noSpace",
        /no space left|disk quota exceeded|not enough space on (?:the )?disk|\(0x70\)|\bENOSPC\b|disk (?:is )?full|insufficient (?:disk )?space|not enough (?:disk )?space|no inodes|low on resource/i,
    ],
    [
        "brokenStore",
        /parent snapshot|get image from containerd|database is locked|device or resource busy|\blayer (?:"·*" )?(?:does not exist|not known)|\bfstype\b|^failed to mount ·|\breadlink\b|\bexpected at\b|from content store|initialize unpacker|snapshotter \S+ was not found|missing parent|snapshot "?·*"?(?: \S+)? does not exist|failed to stat parent|\blease\b|content digest|\bbucket\b|layer not known|metadata\.db|database not open|structure needs cleaning|input\/output error|read-only\b|bad message|stale (?:NFS )?file handle|Incorrect function|cannot find the (?:path|file) specified|device hardware error|data error|cyclic redundancy|failed to (?:commit|create|rename|get) snapshot|creating overlay mount|unexpected end of JSON input|database disk image|file (?:or directory )?is corrupt|I\/O error|fault \(core dumped\)|ProcessBaseLayer|ProcessUtilityVMImage|specified module could not be found|no such file or directory|already exists|file exists|directory not empty|being used by another process/i,
    ],
    [
        "runtimeGone",
        /error reading from server|terminated by RST_STREAM|before server preface|transport is closing|connection error|unknown service runtime|ResourceExhausted|code = Unimplemented|container runtime is down|runtime (?:is )?not ready|ttrpc|failed to inspect image|grpc: the client connection|received message larger|containerd (?:is )?(?:not running|shutting down)|dial unix|\bnpipe\b|image service (?:is )?unavailable|server is not initialized|docker daemon/i,
    ],
    [
        "notPermitted",
        /operation not permitted|permission denied|Access is denied|\(0x5\)|\blchown\b|failed to chown|setxattr|insufficient (?:UIDs|GIDs)|remount|operation not supported|required privilege/i,
    ],
    ["locked", /locked for|\blocked$|\blocking\b.*failed|ref ·* ?locked|is in use by another|already in progress/],
] as const;
