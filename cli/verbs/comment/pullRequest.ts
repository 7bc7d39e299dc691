// A pull request at the place where a pipeline runs, by the variables that the pipeline has.
import { UsageError } from "../../../model/userError";
import { azurePullRequest } from "./azureDevOps";
import { githubPullRequest } from "./github";
import type { PullRequest } from "./place";

type Variables = Readonly<Record<string, string | undefined>>;

/** @throws UsageError outside of a pipeline's pull request. */
export function pullRequestOf(env: Variables, number: string | undefined): PullRequest {
    if (env.GITHUB_ACTIONS === "true") {
        return githubPullRequest(env, number);
    }
    if (env.TF_BUILD) {
        return azurePullRequest(env, number);
    }
    throw new UsageError(
        "comment runs in a pipeline: neither GITHUB_ACTIONS nor TF_BUILD (Azure Pipelines) is set here; elsewhere, post the file yourself",
    );
}
