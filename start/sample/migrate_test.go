package main

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func newDatabase(t *testing.T) (*sql.DB, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.db")
	database, err := open(path, "rwc")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { database.Close() })
	return database, path
}

func expectVersion(t *testing.T, database *sql.DB, expected int) {
	t.Helper()
	got, err := schemaVersion(t.Context(), database)
	if err != nil || got != expected {
		t.Errorf("the schema is at version %d (%v) instead of %d", got, err, expected)
	}
}

func files(texts ...string) fstest.MapFS {
	all := fstest.MapFS{}
	for number, text := range texts {
		all["migrations/000"+string(rune('1'+number))+".sql"] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

func TestMigrateBringsAnEmptyDatabaseToTheNewestSchema(t *testing.T) {
	database, path := newDatabase(t)
	for range 2 { // The second time there is nothing left to do.
		if err := migrate(t.Context(), settings{database: path}); err != nil {
			t.Fatal(err)
		}
	}
	newest, err := newestVersion(embedded)
	if err != nil || newest < 3 {
		t.Fatalf("got %d %v", newest, err)
	}
	expectVersion(t, database, newest)
	if _, err := database.Exec("INSERT INTO orders (customer) VALUES ('a')"); err != nil {
		t.Error(err)
	}
}

func TestOnlyWhatIsMissingIsApplied(t *testing.T) {
	database, _ := newDatabase(t)
	if err := applyAll(t.Context(), database, files("CREATE TABLE a (x)")); err != nil {
		t.Fatal(err)
	}
	// The first would fail if it ran again.
	if err := applyAll(t.Context(), database, files("CREATE TABLE a (x)", "CREATE TABLE b (x)")); err != nil {
		t.Fatal(err)
	}
	expectVersion(t, database, 2)
}

func TestAMigrationThatFailsLeavesTheVersionBeforeIt(t *testing.T) {
	database, _ := newDatabase(t)
	err := applyAll(t.Context(), database, files("CREATE TABLE a (x)", "CREATE TABLE b (x); nonsense"))
	if err == nil || !strings.Contains(err.Error(), "0002") {
		t.Errorf("got %v", err)
	}
	expectVersion(t, database, 1)
	if _, err := database.Exec("SELECT * FROM b"); err == nil {
		t.Error("half of the migration was kept")
	}
}

func TestADatabaseOfALaterReleaseIsLeftAlone(t *testing.T) {
	database, _ := newDatabase(t)
	if err := applyAll(t.Context(), database, files("CREATE TABLE a (x)", "CREATE TABLE b (x)")); err != nil {
		t.Fatal(err)
	}
	if err := applyAll(t.Context(), database, files("CREATE TABLE a (x)")); err == nil {
		t.Error("accepted")
	}
}

func TestFailAndTheEndOfAWaitAreErrors(t *testing.T) {
	_, path := newDatabase(t)
	if err := migrate(t.Context(), settings{database: path, fail: "on purpose"}); err == nil || err.Error() != "on purpose" {
		t.Errorf("got %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if migrate(ended, settings{database: path, pause: time.Hour}) == nil {
		t.Error("an ended wait succeeded")
	}
}

func TestWrongUseEndsWithTwo(t *testing.T) {
	none := func(string) string { return "" }
	wrong := func(name string) string { return map[string]string{"PORT": "many"}[name] }
	silence(t)
	if run(t.Context(), []string{"nonsense"}, none) != 2 || run(t.Context(), []string{"migrate"}, wrong) != 2 {
		t.Error("accepted")
	}
}

// silence keeps the usage text out of the test's output.
func silence(t *testing.T) {
	t.Helper()
	kept := os.Stderr
	t.Cleanup(func() { os.Stderr = kept })
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	os.Stderr = nowhere
}
