package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/go-containerregistry/pkg/authn"
)

// image builds and pushes an image, or an index of one image for each platform, and prints what it pushed, or why the
// registry refused it, as JSON.
func image(args []string) error {
	flags := flag.NewFlagSet("image", flag.ExitOnError)
	repository := flags.String("repository", "", "where to push, such as 127.0.0.1:5005/app")
	tag := flags.String("tag", "", "tag to set; without one the image is known by its digest only")
	platforms := flags.String("platforms", "linux/amd64", "comma list; more than one creates an index")
	entrypoint := flags.String("entrypoint", "", "words of the entrypoint; the binary when empty")
	signIn := flags.Bool("login", false, "read a credential from standard input, as Docker's configuration holds it")
	spec := imageSpec{}
	flags.StringVar(&spec.binary, "binary", "", "static binary to place in the root folder")
	flags.StringVar(&spec.folder, "folder", "", "folder whose tree becomes the image's root")
	flags.StringVar(&spec.user, "user", "65532", "user of the image")
	flags.Int64Var(&spec.size, "size", 0, "bytes to download for one platform")
	flags.IntVar(&spec.layers, "layers", 4, "padding layers")
	flags.Uint64Var(&spec.seed, "seed", 1, "another seed is another content")
	if err := flags.Parse(args); err != nil {
		return err
	}
	spec.entrypoint = strings.Fields(*entrypoint)
	if len(spec.entrypoint) == 0 && spec.binary != "" {
		spec.entrypoint = []string{"/" + filepath.Base(spec.binary)}
	}
	login := authn.Anonymous
	if *signIn {
		var err error
		if login, err = readLogin(os.Stdin); err != nil {
			return err
		}
	}
	result, err := push(*repository, *tag, strings.Split(*platforms, ","), spec, login)
	if refused := (*refusal)(nil); errors.As(err, &refused) {
		return json.NewEncoder(os.Stdout).Encode(map[string]any{"refusal": refused})
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}

// readLogin takes no flag: command lines are for everybody to see.
func readLogin(from io.Reader) (authn.Authenticator, error) {
	var entry authn.AuthConfig
	if err := json.NewDecoder(from).Decode(&entry); err != nil {
		return nil, fmt.Errorf("the credential on standard input: %w", err)
	}
	return authn.FromConfig(entry), nil
}
