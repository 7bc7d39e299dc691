package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
)

// closedRegistry returns the address of a registry for those who know the password.
func closedRegistry(t *testing.T, password string) string {
	t.Helper()
	inner := registry.New()
	server := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		if _, given, _ := request.BasicAuth(); given != password {
			answer.Header().Set("WWW-Authenticate", `Basic realm="registry"`)
			answer.WriteHeader(http.StatusUnauthorized)
			return
		}
		inner.ServeHTTP(answer, request)
	}))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

func pushTo(repository string, login authn.Authenticator) error {
	_, err := push(repository, "", []string{"linux/amd64"}, imageSpec{size: 50_000, layers: 1}, login)
	return err
}

func TestACredentialOpensARegistry(t *testing.T) {
	host := closedRegistry(t, "secret")
	login, err := readLogin(strings.NewReader(`{"username":"ci","password":"secret"}`))
	if err != nil {
		t.Fatal(err)
	}
	if err := pushTo(host+"/app", login); err != nil {
		t.Error(err)
	}
}

func TestARefusalSaysItsStatusAndReason(t *testing.T) {
	var refused *refusal
	if err := pushTo(closedRegistry(t, "secret")+"/app", authn.Anonymous); !errors.As(err, &refused) {
		t.Fatalf("got %v", err)
	}
	if refused.Status != http.StatusUnauthorized || refused.Reason != "Unauthorized" {
		t.Errorf("got %+v", refused)
	}
}

func TestARefusalQuotesTheRegistry(t *testing.T) {
	answer := &transport.Error{StatusCode: http.StatusForbidden, Errors: []transport.Diagnostic{{Message: "no push here"}}}
	if refused := refusalOf(answer); refused.Reason != "Forbidden: no push here" {
		t.Errorf("got %+v", refused)
	}
}

func TestARegistryThatDoesNotAnswerIsARefusalWithoutStatus(t *testing.T) {
	server := httptest.NewServer(nil)
	server.Close()
	var refused *refusal
	if err := pushTo(strings.TrimPrefix(server.URL, "http://")+"/app", authn.Anonymous); !errors.As(err, &refused) {
		t.Fatalf("got %v", err)
	}
	if refused.Status != 0 || !strings.Contains(refused.Reason, "connection refused") {
		t.Errorf("got %+v", refused)
	}
}

func TestPlainHttpIsForThisMachineOnly(t *testing.T) {
	inner := privately{roundTripper(func(*http.Request) (*http.Response, error) { return &http.Response{}, nil })}
	for address, expected := range map[string]bool{
		"http://127.0.0.1:5005/v2/":  true,
		"http://localhost:5005/v2/":  true,
		"http://[::1]:5005/v2/":      true,
		"https://10.0.0.1/v2/":       true,
		"http://10.0.0.1:5000/v2/":   false,
		"http://registry.local/v2/":  false,
		"http://localhost.evil.com/": false,
		"http://acr1.azurecr.io/v2/": false,
	} {
		request := httptest.NewRequest(http.MethodGet, address, nil)
		if _, err := inner.RoundTrip(request); (err == nil) != expected {
			t.Errorf("%s: %v", address, err)
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (send roundTripper) RoundTrip(request *http.Request) (*http.Response, error) {
	return send(request)
}
