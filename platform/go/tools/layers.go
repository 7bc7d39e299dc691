package main

import (
	"archive/tar"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// layerOverhead is what tar and gzip add to a layer's random bytes, besides 5 bytes for each stored block.
const layerOverhead = 2_048

// randomLayer holds one file that no compression makes smaller, stored without trying to.
func randomLayer(seed, platform uint64, number int, size int64) (v1.Layer, error) {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	binary.LittleEndian.PutUint64(key[8:], uint64(number))
	binary.LittleEndian.PutUint64(key[16:], platform)
	return fileLayer(gzip.NoCompression, fmt.Sprintf("data/%d.bin", number), 0o644, size, func() (io.ReadCloser, error) {
		return io.NopCloser(rand.NewChaCha8(key)), nil
	})
}

func binaryLayer(path string) (v1.Layer, error) {
	found, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	return fileLayer(gzip.BestSpeed, filepath.Base(path), 0o755, found.Size(), func() (io.ReadCloser, error) {
		return os.Open(path)
	})
}

// fileLayer is a layer of one file.
func fileLayer(level int, name string, mode, size int64, open func() (io.ReadCloser, error)) (v1.Layer, error) {
	return streamLayer(level, func(to io.Writer) error { return writeTar(to, name, mode, size, open) })
}

// streamLayer is written as a stream each time it is read, so a large layer is never held in memory.
func streamLayer(level int, write func(to io.Writer) error) (v1.Layer, error) {
	return tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		reader, writer := io.Pipe()
		go func() { writer.CloseWithError(write(writer)) }()
		return reader, nil
	}, tarball.WithCompressionLevel(level), tarball.WithMediaType(types.OCILayer))
}

func writeTar(to io.Writer, name string, mode, size int64, open func() (io.ReadCloser, error)) error {
	content, err := open()
	if err != nil {
		return err
	}
	defer content.Close()
	archive := tar.NewWriter(to)
	if err := archive.WriteHeader(&tar.Header{Name: name, Mode: mode, Size: size, Format: tar.FormatPAX}); err != nil {
		return err
	}
	if _, err := io.CopyN(archive, content, size); err != nil {
		return err
	}
	return archive.Close()
}
