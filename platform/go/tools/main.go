// tools: what the platform's TypeScript leaves to Go: synthetic images, a misbehaving registry proxy,
// certificates, and connections that are passed on.
package main

import (
	"fmt"
	"os"
)

var verbs = map[string]func(args []string) error{
	"certificates":      certificates,
	"forward":           forward,
	"image":             image,
	"node-certificates": nodeCertificates,
	"proxy":             proxy,
}

func main() {
	if len(os.Args) > 1 {
		if run, found := verbs[os.Args[1]]; found {
			if err := run(os.Args[2:]); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			return
		}
	}
	fmt.Fprintln(os.Stderr, "usage: tools certificates|forward|image|node-certificates|proxy ...")
	os.Exit(2)
}
