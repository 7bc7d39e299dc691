// Errors of asking a Log Analytics workspace, each one line for the user, with what to do.
import { plainText } from "../../model/text/plain";
import { UserError } from "../../model/userError";
import { signInFault } from "../registry/azure/credential";

/** A workspace that could not be asked, or said no. */
export class LogAnalyticsError extends UserError {}

const MOST_CHARACTERS = 300;

/** Whatever Azure's libraries throw, in one line. Their texts hold no token, but are long. */
export function logAnalyticsError(error: unknown, workspace: string): LogAnalyticsError {
    const { statusCode, message = "", name = "" } = error as { statusCode?: number; message?: string; name?: string };
    const reply = plainText(message, MOST_CHARACTERS);
    if (/^(?:CredentialUnavailable|Authentication|AggregateAuthentication|AuthenticationRequired)Error$/.test(name)) {
        return new LogAnalyticsError(signInFault(error));
    }
    const advice = ADVICE[statusCode ?? 0];
    if (advice !== undefined) {
        return new LogAnalyticsError(`the workspace ${workspace} ${advice} (${statusCode}: ${reply})`);
    }
    return new LogAnalyticsError(
        statusCode === undefined
            ? `the workspace ${workspace} cannot be reached: ${reply}`
            : `the workspace ${workspace} could not answer (${statusCode}: ${reply}); try again later`,
    );
}

const ADVICE: Readonly<Record<number, string>> = {
    400: "cannot run the query; the table KubeEvents is there once Container insights sends the cluster's events",
    401: "does not accept the sign-in; sign in to its tenant with: az login --tenant TENANT",
    403: "may not be read; the role `Log Analytics Reader` on it allows that",
    404: "is not known; its ID is what `az monitor log-analytics workspace show --resource-group <group> --workspace-name <workspace> --query customerId` prints",
    429: "has had too many queries; try again in a few minutes",
};
