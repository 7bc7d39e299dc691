package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

type pushed struct {
	Reference string `json:"reference"`
	Bytes     int64  `json:"bytes"`
}

// image builds and pushes an image, or an index of one image for each platform, and prints what it pushed as JSON.
func image(args []string) error {
	flags := flag.NewFlagSet("image", flag.ExitOnError)
	repository := flags.String("repository", "", "where to push, such as 127.0.0.1:5005/app")
	tag := flags.String("tag", "", "tag to set; without one the image is known by its digest only")
	platforms := flags.String("platforms", "linux/amd64", "comma list; more than one makes an index")
	entrypoint := flags.String("entrypoint", "", "words of the entrypoint; the binary when empty")
	spec := imageSpec{}
	flags.StringVar(&spec.binary, "binary", "", "static binary to place in the root folder")
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
	result, err := push(*repository, *tag, strings.Split(*platforms, ","), spec)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}

func push(repository, tag string, platforms []string, spec imageSpec) (pushed, error) {
	target, err := name.NewRepository(repository, name.Insecure)
	if err != nil {
		return pushed{}, err
	}
	images := make([]mutate.IndexAddendum, 0, len(platforms))
	for number, text := range platforms {
		platform, err := v1.ParsePlatform(text)
		if err != nil {
			return pushed{}, err
		}
		built, err := build(spec, platform, uint64(number))
		if err != nil {
			return pushed{}, fmt.Errorf("image for %s: %w", text, err)
		}
		images = append(images, mutate.IndexAddendum{Add: built, Descriptor: v1.Descriptor{Platform: platform}})
	}
	bytes, err := downloadSize(images[0].Add.(v1.Image))
	if err != nil {
		return pushed{}, err
	}
	digest, err := write(target, tag, images)
	return pushed{Reference: target.Digest(digest.String()).String(), Bytes: bytes}, err
}

// write pushes by digest, and sets the tag where one is asked for.
func write(target name.Repository, tag string, images []mutate.IndexAddendum) (v1.Hash, error) {
	var reference name.Reference
	if len(images) == 1 {
		single := images[0].Add.(v1.Image)
		digest, err := single.Digest()
		if err != nil {
			return digest, err
		}
		if reference = target.Digest(digest.String()); tag != "" {
			reference = target.Tag(tag)
		}
		return digest, remote.Write(reference, single)
	}
	index := mutate.AppendManifests(mutate.IndexMediaType(empty.Index, types.OCIImageIndex), images...)
	digest, err := index.Digest()
	if err != nil {
		return digest, err
	}
	if reference = target.Digest(digest.String()); tag != "" {
		reference = target.Tag(tag)
	}
	return digest, remote.WriteIndex(reference, index)
}
