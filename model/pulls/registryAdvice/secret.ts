/** The command that creates a pull secret for `server`; the pod names it in imagePullSecrets. */
export function secretCommand(server: string, user: string, password: string): string {
    return `\`kubectl create secret docker-registry <name> -n NAMESPACE --docker-server=${server} --docker-username=${user} --docker-password=${password}\``;
}
