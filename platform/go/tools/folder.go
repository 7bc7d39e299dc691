package main

import (
	"archive/tar"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// folderLayer holds a whole tree: folders, files with their modes, and symbolic links as they are. Everything belongs to
// root, and times are left out: the same files give the same digest.
func folderLayer(root string) (v1.Layer, error) {
	return streamLayer(gzip.BestSpeed, func(to io.Writer) error {
		archive := tar.NewWriter(to)
		if err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || path == root {
				return err
			}
			return writeEntry(archive, root, path, entry)
		}); err != nil {
			return err
		}
		return archive.Close()
	})
}

func writeEntry(archive *tar.Writer, root, path string, entry fs.DirEntry) error {
	info, err := entry.Info()
	if err != nil {
		return err
	}
	target := ""
	if info.Mode()&fs.ModeSymlink != 0 {
		if target, err = os.Readlink(path); err != nil {
			return err
		}
	}
	header, err := tar.FileInfoHeader(info, target)
	if err != nil {
		return err
	}
	name, err := filepath.Rel(root, path)
	if err != nil {
		return err
	}
	plain := tar.Header{Typeflag: header.Typeflag, Name: name, Linkname: target, Mode: header.Mode, Size: header.Size, Format: tar.FormatPAX}
	if err := archive.WriteHeader(&plain); err != nil || !info.Mode().IsRegular() {
		return err
	}
	content, err := os.Open(path)
	if err != nil {
		return err
	}
	defer content.Close()
	_, err = io.Copy(archive, content)
	return err
}
