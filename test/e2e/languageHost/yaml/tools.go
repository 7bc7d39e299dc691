//go:build tools

// Package tools pins Pulumi's language host for YAML: its main package is built from this module, whose go.sum fixes every dependency.
package tools

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
