package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

func ask(t *testing.T, database, path string) (int, string) {
	t.Helper()
	answer := httptest.NewRecorder()
	handler(database).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	return answer.Code, answer.Body.String()
}

func TestTheServiceIsHealthyOnlyAfterTheMigration(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.db")
	if code, _ := ask(t, path, "/healthz"); code != http.StatusServiceUnavailable {
		t.Errorf("without a database: %d", code)
	}
	database, err := open(path, "rwc")
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	if err := applyAll(t.Context(), database, files("CREATE TABLE a (x)")); err != nil {
		t.Fatal(err)
	}
	if code, body := ask(t, path, "/healthz"); code != http.StatusServiceUnavailable || !strings.Contains(body, "run migrate first") {
		t.Errorf("with an old schema: %d %q", code, body)
	}
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	if err := migrate(t.Context(), settings{database: fresh}); err != nil {
		t.Fatal(err)
	}
	if code, _ := ask(t, fresh, "/healthz"); code != http.StatusOK {
		t.Errorf("after the migration: %d", code)
	}
	if code, body := ask(t, fresh, "/version"); code != http.StatusOK || strings.TrimSpace(body) != `{"schema":3,"needed":3}` {
		t.Errorf("version: %d %q", code, body)
	}
}

func TestTheServiceEndsWhenItIsAskedTo(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serveOn(ctx, listener, "none.db") }()
	if _, err := http.Get("http://" + listener.Addr().String() + "/version"); err != nil {
		t.Error(err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
