// sample: a small service with a database, the kind of release that this project is about. One static binary, no shell:
// `sample migrate` brings the database to the newest schema, `sample serve` answers over HTTP once it is there.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
)

const usage = `usage: sample migrate|serve
environment:
  DATABASE         path of the database file (default /data/sample.db)
  PORT             port of serve (default 8080)
  MIGRATE_SECONDS  how long migrate waits before it ends, for trying out slow migrations
  FAIL             text that migrate fails with, for trying out broken migrations`

func main() {
	log.SetFlags(log.Ldate | log.Ltime | log.LUTC)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Getenv))
}

func run(ctx context.Context, args []string, environment func(string) string) int {
	given, err := readSettings(environment)
	if err != nil {
		log.Print(err)
		return 2
	}
	verbs := map[string]func(context.Context, settings) error{"migrate": migrate, "serve": serve}
	if len(args) == 1 && verbs[args[0]] != nil {
		if err := verbs[args[0]](ctx, given); err != nil {
			log.Printf("%s: %v", args[0], err)
			return 1
		}
		return 0
	}
	fmt.Fprintln(os.Stderr, usage)
	return 2
}
