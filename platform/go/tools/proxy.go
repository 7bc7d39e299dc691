package main

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"sync"
)

// settings decide how the proxy treats requests; they are replaced as a whole, also while it runs.
type settings struct {
	// Rate is the bytes per second that all responses share; 0 does not limit.
	Rate float64 `json:"rate,omitempty"`
	// Users are names and passwords; without any, nobody has to log in.
	Users map[string]string `json:"users,omitempty"`
	// Rules are tried in order; the first that applies decides.
	Rules []*rule `json:"rules,omitempty"`
}

// misbehavingRegistry stands in front of a registry and does what registries and networks do on bad days.
type misbehavingRegistry struct {
	mutex   sync.RWMutex
	current settings
	limit   bucket
	forward *httputil.ReverseProxy
	address string
}

// proxy reads its settings from standard input, prints where it listens as one line of JSON, and serves until standard
// input ends, as it does when the test that started it dies. PUT /settings on the admin address replaces the settings.
func proxy(args []string) error {
	flags := flag.NewFlagSet("proxy", flag.ExitOnError)
	listen := flags.String("listen", "127.0.0.1:0", "address to serve on; port 0 takes a free one")
	target := flags.String("target", "http://127.0.0.1:5005", "the registry behind it")
	secure := flags.Bool("tls", false, "serve TLS with a certificate that nobody signed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	behind, err := url.Parse(*target)
	if err != nil {
		return err
	}
	front := newMisbehavingRegistry(behind)
	if err := front.replace(os.Stdin); err != nil {
		return err
	}
	public, err := net.Listen("tcp", *listen)
	if err != nil {
		return err
	}
	front.address = public.Addr().String()
	admin, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if *secure {
		certificate, err := selfSigned(public.Addr())
		if err != nil {
			return err
		}
		public = tls.NewListener(public, &tls.Config{Certificates: []tls.Certificate{certificate}})
	}
	fmt.Printf("{\"address\": %q, \"admin\": %q}\n", front.address, admin.Addr())
	failed := make(chan error, 3)
	go func() {
		_, err := io.Copy(io.Discard, os.Stdin)
		failed <- err
	}()
	go func() { failed <- http.Serve(admin, http.HandlerFunc(front.administer)) }()
	go func() { failed <- http.Serve(public, front) }()
	return <-failed
}

func newMisbehavingRegistry(behind *url.URL) *misbehavingRegistry {
	front := &misbehavingRegistry{}
	front.forward = &httputil.ReverseProxy{
		Rewrite: func(request *httputil.ProxyRequest) {
			request.SetURL(behind)
			// The registry writes upload addresses from the host it was asked by: the proxy must stay between.
			request.Out.Host = request.In.Host
		},
		ErrorLog: log.New(io.Discard, "", 0),
	}
	return front
}

func (front *misbehavingRegistry) replace(from io.Reader) error {
	var next settings
	decoder := json.NewDecoder(from)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&next); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("settings of the proxy: %w", err)
	}
	for number, each := range next.Rules {
		if err := each.prepare(); err != nil {
			return fmt.Errorf("rule %d of the proxy: %w", number+1, err)
		}
	}
	front.mutex.Lock()
	defer front.mutex.Unlock()
	front.current = next
	front.limit.setRate(next.Rate)
	return nil
}

func (front *misbehavingRegistry) administer(answer http.ResponseWriter, request *http.Request) {
	if request.Method != http.MethodPut || request.URL.Path != "/settings" {
		http.Error(answer, "PUT /settings replaces the settings", http.StatusNotFound)
		return
	}
	if err := front.replace(request.Body); err != nil {
		http.Error(answer, err.Error(), http.StatusBadRequest)
	}
}

func (front *misbehavingRegistry) ServeHTTP(answer http.ResponseWriter, request *http.Request) {
	front.mutex.RLock()
	now := front.current
	front.mutex.RUnlock()
	answer = &slowWriter{ResponseWriter: answer, limit: &front.limit, done: request.Context().Done()}
	for _, each := range now.Rules {
		if each.applies(request) {
			faults[each.Fault](each, answer, request, front.forward)
			return
		}
	}
	if !allowed(now.Users, request) {
		refuse(answer, http.StatusUnauthorized, 0)
		return
	}
	front.forward.ServeHTTP(answer, request)
}

func allowed(users map[string]string, request *http.Request) bool {
	if len(users) == 0 {
		return true
	}
	name, password, given := request.BasicAuth()
	expected, known := users[name]
	return given && known && password == expected
}
