package main

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net/url"
	"time"

	_ "modernc.org/sqlite"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migrate applies what the database does not have yet. Each migration and its version are one transaction: one that is
// killed in the middle leaves the version before it.
func migrate(ctx context.Context, given settings) error {
	database, err := open(given.database, "rwc")
	if err != nil {
		return err
	}
	defer database.Close()
	if given.fail != "" {
		return errors.New(given.fail)
	}
	if err := applyAll(ctx, database, embedded); err != nil {
		return err
	}
	select {
	case <-time.After(given.pause):
		return nil
	case <-ctx.Done():
		return errors.New("ended while it waited for MIGRATE_SECONDS")
	}
}

func applyAll(ctx context.Context, database *sql.DB, files fs.FS) error {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return err
	}
	have, err := schemaVersion(ctx, database)
	if err != nil {
		return err
	}
	if have > len(names) {
		return fmt.Errorf("the database has schema %d, this release knows %d: it is from a later release", have, len(names))
	}
	for number, name := range names[have:] {
		if err := apply(ctx, database, files, name, have+number+1); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		log.Printf("applied %s", name)
	}
	log.Printf("the schema is at version %d", len(names))
	return nil
}

func apply(ctx context.Context, database *sql.DB, files fs.FS, name string, version int) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	transaction, err := database.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	// Does nothing after a commit.
	defer transaction.Rollback()
	if _, err := transaction.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	if _, err := transaction.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	return transaction.Commit()
}

// open opens the file in SQLite's mode "ro" or "rwc"; it waits for a lock that another process holds.
func open(path, mode string) (*sql.DB, error) {
	options := url.Values{"mode": {mode}, "_pragma": {"busy_timeout(5000)"}, "_txlock": {"immediate"}}
	return sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: path, RawQuery: options.Encode()}).String())
}

func schemaVersion(ctx context.Context, database *sql.DB) (version int, err error) {
	err = database.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// newestVersion is the schema that this release needs.
func newestVersion(files fs.FS) (int, error) {
	names, err := fs.Glob(files, "migrations/*.sql")
	return len(names), err
}
