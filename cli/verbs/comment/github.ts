// Comments of a pull request on GitHub, from a workflow.
import { readFileSync } from "node:fs";
import { UsageError } from "../../../model/userError";
import type { Comment, PullRequest } from "./place";
import { caller } from "./request";

const PAGE = 100;

const MISSING =
    "give the job `permissions: pull-requests: write` and GITHUB_TOKEN; for a pull request from a fork GitHub gives no such token, " +
    "so write the file to the job's summary";

interface IssueComment {
    readonly id: number;
    readonly body?: string | null;
}

type Variables = Readonly<Record<string, string | undefined>>;

export function githubPullRequest(env: Variables, given: string | undefined): PullRequest {
    const token = env.GITHUB_TOKEN || env.GH_TOKEN;
    const repository = env.GITHUB_REPOSITORY;
    if (!token || !repository) {
        throw new UsageError(`${token ? "GITHUB_REPOSITORY" : "GITHUB_TOKEN"} is not set: ${MISSING}`);
    }
    const issues = `${env.GITHUB_API_URL ?? "https://api.github.com"}/repos/${repository}/issues`;
    const number = given ?? numberOf(env.GITHUB_EVENT_PATH);
    const headers = {
        Accept: "application/vnd.github+json",
        Authorization: `Bearer ${token}`,
        "X-GitHub-Api-Version": "2022-11-28",
    };
    const call = caller(MISSING);
    return {
        comments: async () => {
            const found: Comment[] = [];
            for (let page = 1; ; page++) {
                const url = `${issues}/${number}/comments?per_page=${PAGE}&page=${page}`;
                const answer = (await call({ method: "GET", url, headers })) as IssueComment[];
                found.push(...answer.map(({ id, body }) => ({ id: String(id), text: body ?? "" })));
                if (answer.length < PAGE) {
                    return found;
                }
            }
        },
        add: async (body) => {
            await call({ method: "POST", url: `${issues}/${number}/comments`, headers, body: { body } });
        },
        change: async (id, body) => {
            await call({ method: "PATCH", url: `${issues}/comments/${id}`, headers, body: { body } });
        },
    };
}

function numberOf(eventFile: string | undefined): number {
    const event = eventFile === undefined ? {} : (JSON.parse(readFileSync(eventFile, "utf8")) as PullRequestEvent);
    const number = event.pull_request?.number;
    if (number === undefined) {
        throw new UsageError("this workflow does not run for a pull request; name one with --pull-request");
    }
    return number;
}

interface PullRequestEvent {
    readonly pull_request?: { readonly number: number };
}
