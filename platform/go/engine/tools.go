//go:build tools

// Package tools pins the Pulumi CLI: its main package is built from this module, whose go.sum fixes every dependency.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
