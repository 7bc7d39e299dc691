package main

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// rule says which requests go wrong, how, and for how long.
type rule struct {
	// Path is a regular expression of the request's path; empty matches all.
	Path string `json:"path,omitempty"`
	// Methods is empty for all.
	Methods []string `json:"methods,omitempty"`
	Fault   string   `json:"fault"`
	// Status is the answer of the fault "status".
	Status int `json:"status,omitempty"`
	// RetryAfter is in seconds, sent when above 0.
	RetryAfter int `json:"retryAfter,omitempty"`
	// AfterBytes is how much of a body is right before the fault.
	AfterBytes int64 `json:"afterBytes,omitempty"`
	// DelaySeconds passes before the answer begins.
	DelaySeconds float64 `json:"delaySeconds,omitempty"`
	// Times ends the rule after so many requests; 0 never ends it.
	Times int64 `json:"times,omitempty"`
	// UntilFile ends the rule as soon as this file exists: a permission that takes minutes to work.
	UntilFile string `json:"untilFile,omitempty"`

	expression *regexp.Regexp
	used       atomic.Int64
}

func (r *rule) prepare() error {
	if _, known := faults[r.Fault]; !known {
		return fmt.Errorf("unknown fault %q; one of %s", r.Fault,
			strings.Join(slices.Sorted(maps.Keys(faults)), ", "))
	}
	if r.Fault == "status" && (r.Status < 400 || r.Status > 599) {
		return fmt.Errorf("the fault \"status\" needs a status from 400 to 599, not %d", r.Status)
	}
	expression, err := regexp.Compile(r.Path)
	r.expression = expression
	return err
}

func (r *rule) applies(request *http.Request) bool {
	if !r.expression.MatchString(request.URL.Path) {
		return false
	}
	if len(r.Methods) > 0 && !slices.Contains(r.Methods, request.Method) {
		return false
	}
	if r.UntilFile != "" {
		if _, err := os.Stat(r.UntilFile); err == nil {
			return false
		}
	}
	return r.Times == 0 || r.used.Add(1) <= r.Times
}

func (r *rule) wait(request *http.Request) {
	select {
	case <-time.After(time.Duration(r.DelaySeconds * float64(time.Second))):
	case <-request.Context().Done():
	}
}
