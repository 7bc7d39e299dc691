package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

type pushed struct {
	Reference string `json:"reference"`
	Bytes     int64  `json:"bytes"`
}

// refusal is an image that the registry did not take.
type refusal struct {
	// Status is that of the registry's answer; 0 where it did not answer.
	Status int    `json:"status,omitempty"`
	Reason string `json:"reason"`
}

func (refused *refusal) Error() string {
	return refused.Reason
}

func refusalOf(err error) *refusal {
	var answer *transport.Error
	if !errors.As(err, &answer) {
		return &refusal{Reason: err.Error()}
	}
	reasons := []string{http.StatusText(answer.StatusCode)}
	for _, each := range answer.Errors {
		reasons = append(reasons, each.Message)
	}
	return &refusal{Status: answer.StatusCode, Reason: strings.Join(reasons, ": ")}
}

func push(repository, tag string, platforms []string, spec imageSpec, login authn.Authenticator) (pushed, error) {
	target, err := name.NewRepository(repository)
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
	digest, err := write(target, tag, images, login)
	if err != nil {
		return pushed{}, refusalOf(err)
	}
	return pushed{Reference: target.Digest(digest.String()).String(), Bytes: bytes}, nil
}

// write pushes by digest, and sets the tag where one is asked for.
func write(target name.Repository, tag string, images []mutate.IndexAddendum, login authn.Authenticator) (v1.Hash, error) {
	options := []remote.Option{remote.WithAuth(login), remote.WithTransport(privately{remote.DefaultTransport})}
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
		return digest, remote.Write(reference, single, options...)
	}
	index := mutate.AppendManifests(mutate.IndexMediaType(empty.Index, types.OCIImageIndex), images...)
	digest, err := index.Digest()
	if err != nil {
		return digest, err
	}
	if reference = target.Digest(digest.String()); tag != "" {
		reference = target.Tag(tag)
	}
	return digest, remote.WriteIndex(reference, index, options...)
}

// privately keeps credentials and content off networks in clear text. The library would speak plain http with every
// registry of a private address.
type privately struct {
	http.RoundTripper
}

func (inner privately) RoundTrip(request *http.Request) (*http.Response, error) {
	host := request.URL.Hostname()
	if request.URL.Scheme != "https" && host != "localhost" && !net.ParseIP(host).IsLoopback() {
		return nil, fmt.Errorf("%s does not speak https; plain http is for this machine's own addresses", request.URL.Host)
	}
	return inner.RoundTripper.RoundTrip(request)
}
