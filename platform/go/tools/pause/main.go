// pause: the one program of the synthetic images, static and without a shell. Without an argument it waits for SIGTERM.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

const usage = "usage: pause [sleep SECONDS | exit CODE | cp FROM TO]"

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "pause:", err)
	}
	os.Exit(code)
}

func run(args []string) (int, error) {
	switch {
	case len(args) == 0:
		stop := make(chan os.Signal, 1)
		signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
		<-stop
		return 0, nil
	case len(args) == 2 && args[0] == "sleep":
		seconds, err := strconv.Atoi(args[1])
		if err != nil {
			return 2, err
		}
		time.Sleep(time.Duration(seconds) * time.Second)
		return 0, nil
	case len(args) == 2 && args[0] == "exit":
		code, err := strconv.Atoi(args[1])
		if err != nil {
			return 2, err
		}
		return code, nil
	case len(args) == 3 && args[0] == "cp":
		if err := copyProgram(args[1], args[2]); err != nil {
			return 1, err
		}
		return 0, nil
	}
	return 2, errors.New(usage)
}

// copyProgram is what an image without a shell offers to an init container that hands its program to the next one.
func copyProgram(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o755)
	if err != nil {
		return err
	}
	if _, err := io.Copy(target, source); err != nil {
		return errors.Join(err, target.Close())
	}
	return target.Close()
}
