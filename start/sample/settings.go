package main

import (
	"fmt"
	"strconv"
	"time"
)

type settings struct {
	database string
	port     int
	pause    time.Duration
	fail     string
}

func readSettings(environment func(string) string) (settings, error) {
	port, err := number(environment, "PORT", 8080)
	if err != nil {
		return settings{}, err
	}
	seconds, err := number(environment, "MIGRATE_SECONDS", 0)
	if err != nil {
		return settings{}, err
	}
	database := environment("DATABASE")
	if database == "" {
		database = "/data/sample.db"
	}
	return settings{database, port, time.Duration(seconds) * time.Second, environment("FAIL")}, nil
}

func number(environment func(string) string, name string, absent int) (int, error) {
	text := environment(name)
	if text == "" {
		return absent, nil
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < 0 {
		return 0, fmt.Errorf("%s is %q: a whole number from 0 up is needed", name, text)
	}
	return value, nil
}
