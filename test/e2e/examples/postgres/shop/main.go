// shop: an API with a PostgreSQL database: `shop migrate` and `shop serve`. The connection is the variable
// ConnectionStrings__Shop, as a bundle of EF Core reads it with its service's configuration, or DATABASE_URL.
package main

import (
	"cmp"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	_ "github.com/lib/pq"
)

func main() {
	verbs := map[string]func(*sql.DB) error{"migrate": migrate, "serve": serve}
	if len(os.Args) < 2 || verbs[os.Args[1]] == nil {
		log.Fatal("usage: shop migrate|serve")
	}
	connection := cmp.Or(os.Getenv("ConnectionStrings__Shop"), os.Getenv("DATABASE_URL"))
	database, err := sql.Open("postgres", connection)
	if err != nil {
		log.Fatal(err)
	}
	defer database.Close()
	if err := verbs[os.Args[1]](database); err != nil {
		log.Fatal(err)
	}
}

// migrate may run again: it finds out on its own what there is to do, as EF Core's bundles do.
func migrate(database *sql.DB) error {
	if err := untilReached(database); err != nil {
		return err
	}
	for _, statement := range []string{
		`CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY, item text NOT NULL)`,
		`INSERT INTO orders (item) SELECT 'first' WHERE NOT EXISTS (SELECT FROM orders)`,
	} {
		if _, err := database.Exec(statement); err != nil {
			return err
		}
	}
	log.Print("the schema is complete")
	return nil
}

// untilReached waits for a database that has just been started: its Service passes connections on a moment later.
func untilReached(database *sql.DB) error {
	var err error
	for range 20 {
		if err = database.Ping(); err == nil {
			return nil
		}
		time.Sleep(500 * time.Millisecond)
	}
	return err
}

func serve(database *sql.DB) error {
	answer := func(answer http.ResponseWriter, request *http.Request) {
		var orders int
		if err := database.QueryRowContext(request.Context(), "SELECT count(*) FROM orders").Scan(&orders); err != nil {
			http.Error(answer, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintf(answer, `{"orders":%d}`, orders)
	}
	http.HandleFunc("GET /healthz", answer)
	http.HandleFunc("GET /version", answer)
	return http.ListenAndServe(":8080", nil)
}
