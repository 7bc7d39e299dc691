/**
 * How a pull secret is created; the pod names it in imagePullSecrets. Every process of a machine can read a command line, and a
 * shell keeps it in its history, so there is no password on one: the shell's own printf writes it. What `docker login` writes
 * would be empty where docker keeps passwords in a credential store.
 *
 * @param password prints it, without characters that JSON escapes.
 */
export function secretCommand(server: string, user = "<user>", password = "cat <password-file>"): string {
    const config = `{"auths":{"${server}":{"username":"${user}","password":"%s"}}}`;
    return `\`printf '${config}' "$(${password})" | kubectl create secret docker-registry <name> -n NAMESPACE --from-file=.dockerconfigjson=/dev/stdin\``;
}
