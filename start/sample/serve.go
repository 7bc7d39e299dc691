package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"
)

// serve answers /healthz and /version until it is ended, and then finishes the requests that it has.
func serve(ctx context.Context, given settings) error {
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", given.port))
	if err != nil {
		return err
	}
	log.Printf("listening on %s", listener.Addr())
	return serveOn(ctx, listener, given.database)
}

func serveOn(ctx context.Context, listener net.Listener, database string) error {
	server := &http.Server{Handler: handler(database), ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		ended <- server.Shutdown(grace)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}

type version struct {
	Schema int `json:"schema"`
	Needed int `json:"needed"`
}

func handler(database string) http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /healthz", func(answer http.ResponseWriter, request *http.Request) {
		found, err := readVersion(request.Context(), database)
		if err == nil && found.Schema < found.Needed {
			err = fmt.Errorf("the schema is at version %d, this release needs %d: run migrate first", found.Schema, found.Needed)
		}
		if err != nil {
			http.Error(answer, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(answer, "ok")
	})
	routes.HandleFunc("GET /version", func(answer http.ResponseWriter, request *http.Request) {
		found, err := readVersion(request.Context(), database)
		if err != nil {
			http.Error(answer, err.Error(), http.StatusServiceUnavailable)
			return
		}
		answer.Header().Set("Content-Type", "application/json")
		// The status is sent: a client that is gone by now changes nothing.
		_ = json.NewEncoder(answer).Encode(found)
	})
	return routes
}

// readVersion opens the file each time, so that a database that appears later is found.
func readVersion(ctx context.Context, path string) (version, error) {
	needed, err := newestVersion(embedded)
	if err != nil {
		return version{}, err
	}
	database, err := open(path, "ro")
	if err != nil {
		return version{}, err
	}
	defer database.Close()
	schema, err := schemaVersion(ctx, database)
	return version{Schema: schema, Needed: needed}, err
}
