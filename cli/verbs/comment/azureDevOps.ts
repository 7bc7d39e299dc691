// Comments of a pull request in Azure Repos, from Azure Pipelines: each is the first of a thread of its own.
import { UsageError } from "../../../model/userError";
import type { PullRequest } from "./place";
import { caller } from "./request";

const MISSING =
    "map SYSTEM_ACCESSTOKEN: $(System.AccessToken) into the step, and give the project's build service the right `Contribute to pull requests`";

/** Closed, so it blocks no policy that asks for resolved comments. */
const CLOSED = 4;
const TEXT = 1;

interface Thread {
    readonly id: number;
    readonly isDeleted?: boolean;
    readonly comments?: readonly { readonly id: number; readonly content?: string; readonly isDeleted?: boolean }[];
}

type Variables = Readonly<Record<string, string | undefined>>;

export function azurePullRequest(env: Variables, given: string | undefined): PullRequest {
    const { SYSTEM_COLLECTIONURI: collection, SYSTEM_TEAMPROJECT: project, BUILD_REPOSITORY_ID: repository } = env;
    const number = given ?? env.SYSTEM_PULLREQUEST_PULLREQUESTID;
    if (env.BUILD_REPOSITORY_PROVIDER !== undefined && env.BUILD_REPOSITORY_PROVIDER !== "TfsGit") {
        throw new UsageError(
            `the repository is not in Azure Repos but in ${env.BUILD_REPOSITORY_PROVIDER}; a comment needs a token of that place`,
        );
    }
    if (!env.SYSTEM_ACCESSTOKEN) {
        throw new UsageError(`SYSTEM_ACCESSTOKEN is not set: ${MISSING}`);
    }
    if (!collection || !project || !repository || !number) {
        throw new UsageError("this pipeline does not run for a pull request; name one with --pull-request");
    }
    const base = `${collection.replace(/\/$/, "")}/${encodeURIComponent(project)}/_apis/git/repositories/${repository}`;
    const headers = { Authorization: `Bearer ${env.SYSTEM_ACCESSTOKEN}` };
    const url = (path = "") => `${base}/pullRequests/${number}/threads${path}?api-version=7.1`;
    const call = caller(MISSING);
    return {
        comments: async () => {
            const { value } = (await call({ method: "GET", url: url(), headers })) as { value: Thread[] };
            return value.flatMap(({ id, isDeleted, comments: [first] = [] }) =>
                isDeleted || first === undefined || first.isDeleted
                    ? []
                    : [{ id: `${id}/comments/${first.id}`, text: first.content ?? "" }],
            );
        },
        add: async (content) => {
            const comments = [{ parentCommentId: 0, content, commentType: TEXT }];
            await call({ method: "POST", url: url(), headers, body: { comments, status: CLOSED } });
        },
        change: async (id, content) => {
            await call({ method: "PATCH", url: url(`/${id}`), headers, body: { content } });
        },
    };
}
