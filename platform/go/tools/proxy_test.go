package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const content = "0123456789"

// front returns a proxy with the settings, before a server that answers every request with the content.
func front(t *testing.T, settings string) (*misbehavingRegistry, string) {
	t.Helper()
	behind := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, _ *http.Request) {
		io.WriteString(answer, content)
	}))
	t.Cleanup(behind.Close)
	target, err := url.Parse(behind.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := newMisbehavingRegistry(target)
	if err := proxy.replace(strings.NewReader(settings)); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	return proxy, server.URL
}

func get(t *testing.T, address string) (*http.Response, string, error) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		return nil, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response, string(body), err
}

func TestWithoutRulesEverythingPasses(t *testing.T) {
	_, address := front(t, `{}`)
	response, body, err := get(t, address+"/v2/")
	if err != nil || response.StatusCode != 200 || body != content {
		t.Errorf("got %v %q %v", response, body, err)
	}
}

func TestAStatusCarriesWhatARegistrySendsWithIt(t *testing.T) {
	_, address := front(t, `{"rules":[{"path":"/a","fault":"status","status":429,"retryAfter":7},
		{"path":"/b","fault":"status","status":401}]}`)
	response, body, _ := get(t, address+"/a")
	if response.StatusCode != 429 || response.Header.Get("Retry-After") != "7" || !strings.Contains(body, "TOOMANYREQUESTS") {
		t.Errorf("got %v %q", response, body)
	}
	response, _, _ = get(t, address+"/b")
	if response.StatusCode != 401 || response.Header.Get("WWW-Authenticate") == "" {
		t.Errorf("got %v", response)
	}
	if response, _, _ = get(t, address+"/c"); response.StatusCode != 200 {
		t.Errorf("another path got %v", response)
	}
}

func TestARuleEnds(t *testing.T) {
	t.Run("after so many requests", func(t *testing.T) {
		_, address := front(t, `{"rules":[{"fault":"status","status":503,"times":1}]}`)
		first, _, _ := get(t, address)
		second, _, _ := get(t, address)
		if first.StatusCode != 503 || second.StatusCode != 200 {
			t.Errorf("got %d, %d", first.StatusCode, second.StatusCode)
		}
	})
	t.Run("when its file exists", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "granted")
		_, address := front(t, `{"rules":[{"fault":"status","status":401,"untilFile":"`+file+`"}]}`)
		first, _, _ := get(t, address)
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		second, _, _ := get(t, address)
		if first.StatusCode != 401 || second.StatusCode != 200 {
			t.Errorf("got %d, %d", first.StatusCode, second.StatusCode)
		}
	})
}

func TestARedirectLoopHasNoEnd(t *testing.T) {
	_, address := front(t, `{"rules":[{"fault":"redirectLoop"}]}`)
	if _, _, err := get(t, address+"/v2/"); err == nil || !strings.Contains(err.Error(), "10 redirects") {
		t.Errorf("got %v", err)
	}
}

func TestAnIndexPointsAtItself(t *testing.T) {
	_, address := front(t, `{"rules":[{"fault":"selfIndex"}]}`)
	digest := "sha256:" + strings.Repeat("a", 64)
	_, body, err := get(t, address+"/v2/app/manifests/"+digest)
	if err != nil || !strings.Contains(body, digest) {
		t.Errorf("got %q %v", body, err)
	}
}

func TestUsersHaveToLogIn(t *testing.T) {
	_, address := front(t, `{"users":{"pull":"secret"}}`)
	for credentials, expected := range map[string]int{"": 401, "pull:wrong@": 401, "other:secret@": 401, "pull:secret@": 200} {
		response, _, err := get(t, strings.Replace(address, "://", "://"+credentials, 1))
		if err != nil || response.StatusCode != expected {
			t.Errorf("%q got %v %v", credentials, response, err)
		}
	}
}

func TestSettingsAreReplacedWhileItRuns(t *testing.T) {
	proxy, address := front(t, `{"rules":[{"fault":"status","status":503}]}`)
	put := func(settings string) int {
		answer := httptest.NewRecorder()
		proxy.administer(answer, httptest.NewRequest(http.MethodPut, "/settings", strings.NewReader(settings)))
		return answer.Code
	}
	if put(`{}`) != 200 {
		t.Error("refused")
	}
	if response, _, _ := get(t, address); response.StatusCode != 200 {
		t.Errorf("got %d", response.StatusCode)
	}
	for _, wrong := range []string{`{"rules":[{"fault":"nonsense"}]}`, `{"rules":[{"fault":"status"}]}`, `{"x":1}`, `{"rules":[{"fault":"hang","path":"("}]}`} {
		if put(wrong) != 400 {
			t.Errorf("%s was accepted", wrong)
		}
	}
}
