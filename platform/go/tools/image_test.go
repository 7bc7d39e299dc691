package main

import (
	"archive/tar"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

// emptyRegistry returns the address of a registry that ends with the test.
func emptyRegistry(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(registry.New())
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "service")
	if err := os.WriteFile(path, []byte(strings.Repeat("program", 10_000)), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAnImageIsAsLargeAsAsked(t *testing.T) {
	host := emptyRegistry(t)
	for _, size := range []int64{100_000, 5_000_000, 60_000_000} {
		got, err := push(host+"/app", "", []string{"linux/amd64"}, imageSpec{binary: program(t), size: size, layers: 3}, authn.Anonymous)
		if err != nil {
			t.Fatal(err)
		}
		if difference := got.Bytes - size; difference > size/100 || difference < -size/100 {
			t.Errorf("asked for %d bytes, got %d", size, got.Bytes)
		}
	}
}

func TestTheSameSpecGivesTheSameDigest(t *testing.T) {
	host := emptyRegistry(t)
	digest := func(seed uint64) string {
		got, err := push(host+"/app", "", []string{"linux/amd64"}, imageSpec{size: 50_000, layers: 1, seed: seed}, authn.Anonymous)
		if err != nil {
			t.Fatal(err)
		}
		return got.Reference
	}
	if digest(1) != digest(1) {
		t.Error("the same seed gave another digest")
	}
	if digest(1) == digest(2) {
		t.Error("another seed gave the same digest")
	}
}

func TestAPushedImageIsValidAndRunsTheProgram(t *testing.T) {
	host := emptyRegistry(t)
	spec := imageSpec{binary: program(t), entrypoint: []string{"/service"}, user: "65532", size: 100_000, layers: 2}
	if _, err := push(host+"/app", "v1", []string{"linux/arm64"}, spec, authn.Anonymous); err != nil {
		t.Fatal(err)
	}
	reference, err := name.ParseReference(host + "/app:v1")
	if err != nil {
		t.Fatal(err)
	}
	image, err := remote.Image(reference)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Image(image); err != nil {
		t.Error(err)
	}
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	if config.Architecture != "arm64" || config.Config.User != "65532" || config.Config.Entrypoint[0] != "/service" {
		t.Errorf("unexpected config: %+v", config)
	}
}

func TestAFolderBecomesTheRootOfTheImage(t *testing.T) {
	root := t.TempDir()
	for _, err := range []error{
		os.MkdirAll(filepath.Join(root, "usr/bin"), 0o755),
		os.WriteFile(filepath.Join(root, "usr/bin/server"), []byte("server"), 0o755),
		os.Symlink("usr/bin", filepath.Join(root, "bin")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	digest := func() string {
		got, err := push(emptyRegistry(t)+"/db", "", []string{"linux/amd64"}, imageSpec{folder: root}, authn.Anonymous)
		if err != nil {
			t.Fatal(err)
		}
		_, digest, _ := strings.Cut(got.Reference, "@")
		return digest
	}
	before := digest()
	if err := os.Chtimes(root, time.Now(), time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	if digest() != before {
		t.Error("the same files gave another digest")
	}
	layer, err := folderLayer(root)
	if err != nil {
		t.Fatal(err)
	}
	if got := entriesOf(t, layer); got != "bin -> usr/bin, usr 755, usr/bin 755, usr/bin/server 755 server" {
		t.Errorf("got %s", got)
	}
}

// entriesOf tells what a layer holds: names, modes, targets of links, contents of files.
func entriesOf(t *testing.T, layer v1.Layer) string {
	t.Helper()
	stream, err := layer.Uncompressed()
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	entries := []string{}
	for archive := tar.NewReader(stream); ; {
		header, err := archive.Next()
		if err == io.EOF {
			return strings.Join(entries, ", ")
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		entry := fmt.Sprintf("%s %o %s", strings.TrimSuffix(header.Name, "/"), header.Mode, content)
		if header.Typeflag == tar.TypeSymlink {
			entry = fmt.Sprintf("%s -> %s", header.Name, header.Linkname)
		}
		entries = append(entries, strings.TrimSpace(entry))
	}
}

func TestSeveralPlatformsMakeAnIndex(t *testing.T) {
	host := emptyRegistry(t)
	got, err := push(host+"/app", "", []string{"linux/amd64", "linux/arm64/v8"}, imageSpec{size: 50_000, layers: 1}, authn.Anonymous)
	if err != nil {
		t.Fatal(err)
	}
	reference, err := name.ParseReference(got.Reference)
	if err != nil {
		t.Fatal(err)
	}
	index, err := remote.Index(reference)
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := index.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	if len(manifest.Manifests) != 2 || manifest.Manifests[1].Platform.Variant != "v8" {
		t.Errorf("unexpected index: %+v", manifest.Manifests)
	}
}

func TestASizeBelowTheProgramIsRefused(t *testing.T) {
	_, err := push(emptyRegistry(t)+"/app", "", []string{"linux/amd64"}, imageSpec{size: 1_000, layers: 4}, authn.Anonymous)
	if err == nil || !strings.Contains(err.Error(), "too small") {
		t.Errorf("got %v", err)
	}
}
