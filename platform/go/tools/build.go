package main

import (
	"fmt"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// imageSpec describes a synthetic image; the same spec gives the same digest on every machine.
type imageSpec struct {
	binary string
	// folder is a tree that becomes the image's root.
	folder     string
	entrypoint []string
	user       string
	// size is the compressed size to download, config and layers together; 0 means no padding.
	size   int64
	layers int
	seed   uint64
}

func build(spec imageSpec, platform *v1.Platform, number uint64) (v1.Image, error) {
	base := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON)
	config, err := base.ConfigFile()
	if err != nil {
		return nil, err
	}
	config = config.DeepCopy()
	config.OS, config.Architecture, config.Variant = platform.OS, platform.Architecture, platform.Variant
	config.Created = v1.Time{Time: time.Unix(1_700_000_000, 0).UTC()}
	config.Config.Entrypoint, config.Config.User = spec.entrypoint, spec.user
	built, err := mutate.ConfigFile(base, config)
	if err != nil {
		return nil, err
	}
	layers, err := contentLayers(spec)
	if err != nil {
		return nil, err
	}
	if built, err = mutate.AppendLayers(built, layers...); err != nil {
		return nil, err
	}
	return pad(built, spec, number)
}

func contentLayers(spec imageSpec) ([]v1.Layer, error) {
	layers := []v1.Layer{}
	for _, content := range []struct {
		path  string
		layer func(path string) (v1.Layer, error)
	}{{spec.binary, binaryLayer}, {spec.folder, folderLayer}} {
		if content.path == "" {
			continue
		}
		layer, err := content.layer(content.path)
		if err != nil {
			return nil, err
		}
		layers = append(layers, layer)
	}
	return layers, nil
}

// pad adds layers of random bytes until the image is as large as asked.
func pad(built v1.Image, spec imageSpec, number uint64) (v1.Image, error) {
	if spec.size == 0 {
		return built, nil
	}
	have, err := downloadSize(built)
	if err != nil {
		return nil, err
	}
	missing := spec.size - have - int64(spec.layers)*layerOverhead
	if spec.layers < 1 || missing < int64(spec.layers) {
		return nil, fmt.Errorf("size %d is too small: the program and %d layers alone take %d bytes",
			spec.size, spec.layers, have+int64(spec.layers)*layerOverhead)
	}
	for layer := range spec.layers {
		content, err := randomLayer(spec.seed, number, layer, missing/int64(spec.layers))
		if err != nil {
			return nil, err
		}
		if built, err = mutate.AppendLayers(built, content); err != nil {
			return nil, err
		}
	}
	return built, nil
}

// downloadSize is what a node downloads: the config and the layers, as their manifest states them.
func downloadSize(built v1.Image) (int64, error) {
	manifest, err := built.Manifest()
	if err != nil {
		return 0, err
	}
	total := manifest.Config.Size
	for _, layer := range manifest.Layers {
		total += layer.Size
	}
	return total, nil
}
