package main

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

type fault func(rule *rule, answer http.ResponseWriter, request *http.Request, forward http.Handler)

// faults by name. "delay" alone only waits; the others wait too where the rule says so.
var faults map[string]fault

func init() {
	faults = map[string]fault{
		"status":       answerStatus,
		"delay":        onBody(func(*rule) bodyFault { return nil }),
		"hang":         hang,
		"stall":        onBody(func(r *rule) bodyFault { return endAfter(r.AfterBytes, stall) }),
		"truncate":     onBody(func(r *rule) bodyFault { return endAfter(r.AfterBytes, cut) }),
		"corrupt":      onBody(func(r *rule) bodyFault { return corruptAfter(r.AfterBytes) }),
		"redirectLoop": redirectLoop,
		"hugeManifest": hugeManifest,
		"selfIndex":    selfIndex,
	}
}

func answerStatus(rule *rule, answer http.ResponseWriter, request *http.Request, _ http.Handler) {
	rule.wait(request)
	refuse(answer, rule.Status, rule.RetryAfter)
}

// codes are the distribution specification's own; a registry sends the code with the HTTP status.
var codes = map[int]string{
	http.StatusUnauthorized:    "UNAUTHORIZED",
	http.StatusForbidden:       "DENIED",
	http.StatusNotFound:        "MANIFEST_UNKNOWN",
	http.StatusTooManyRequests: "TOOMANYREQUESTS",
}

func refuse(answer http.ResponseWriter, status, retryAfter int) {
	answer.Header().Set("Content-Type", "application/json")
	if status == http.StatusUnauthorized {
		answer.Header().Set("WWW-Authenticate", `Basic realm="registry"`)
	}
	if retryAfter > 0 {
		answer.Header().Set("Retry-After", strconv.Itoa(retryAfter))
	}
	code, known := codes[status]
	if !known {
		code = "UNKNOWN"
	}
	answer.WriteHeader(status)
	fmt.Fprintf(answer, `{"errors":[{"code":%q,"message":%q}]}`, code, strings.ToLower(http.StatusText(status)))
}

// hang takes the request and never answers, as a load balancer does whose registry is gone.
func hang(_ *rule, _ http.ResponseWriter, request *http.Request, _ http.Handler) {
	<-request.Context().Done()
}

func redirectLoop(_ *rule, answer http.ResponseWriter, request *http.Request, _ http.Handler) {
	http.Redirect(answer, request, request.URL.Path, http.StatusTemporaryRedirect)
}

const indexType = "application/vnd.oci.image.index.v1+json"

// hugeManifest is 64 MB of an index that never gets to its end.
func hugeManifest(_ *rule, answer http.ResponseWriter, request *http.Request, _ http.Handler) {
	answer.Header().Set("Content-Type", indexType)
	entry := `{"mediaType":"application/vnd.oci.image.manifest.v1+json","size":1,"digest":"sha256:` +
		strings.Repeat("0", 64) + `"},`
	fmt.Fprint(answer, `{"schemaVersion":2,"mediaType":"`+indexType+`","manifests":[`)
	for written := 0; written < 64_000_000 && request.Context().Err() == nil; written += len(entry) {
		if _, err := fmt.Fprint(answer, entry); err != nil {
			return
		}
	}
}

// selfIndex answers every digest with an index that lists that digest: whoever follows it unverified never ends.
func selfIndex(_ *rule, answer http.ResponseWriter, request *http.Request, _ http.Handler) {
	digest := request.URL.Path[strings.LastIndex(request.URL.Path, "/")+1:]
	if !strings.HasPrefix(digest, "sha256:") {
		digest = "sha256:" + strings.Repeat("1", 64)
	}
	body := fmt.Sprintf(`{"schemaVersion":2,"mediaType":%q,"manifests":[{"mediaType":%q,"size":300,"digest":%q,`+
		`"platform":{"os":"linux","architecture":"amd64"}}]}`, indexType, indexType, digest)
	answer.Header().Set("Content-Type", indexType)
	answer.Header().Set("Content-Length", strconv.Itoa(len(body)))
	answer.Header().Set("Docker-Content-Digest", digest)
	fmt.Fprint(answer, body)
}
