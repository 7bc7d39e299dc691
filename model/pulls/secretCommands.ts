/**
 * How a pull secret is created for what `login` signs in to; the pod names it in imagePullSecrets. A command line can be read by
 * every process of a machine, and stays in a shell's history, so no password is on one: docker asks for it. A new folder, because
 * the usual one holds the credentials of all other registries too.
 */
export function secretCommands(login: string): string {
    return `\`${login}\`, then \`kubectl create secret docker-registry <name> -n NAMESPACE --from-file=.dockerconfigjson=<new-folder>/config.json\``;
}

/** Signs in where docker asks for the password, or reads it from its input. */
export function loginCommand(user: string, server: string): string {
    return ["docker --config <new-folder> login --username", user, server].filter(Boolean).join(" ");
}
