// Pulumi's language host for YAML, as its newest release serves it, and with the answer to Link that its later sources have:
// without it `pulumi package add` ends with an error after all of its work. A program in YAML needs no link to a package.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/pulumi/pulumi-yaml/pkg/server"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

type host struct {
	pulumirpc.LanguageRuntimeServer
}

func (host) Link(context.Context, *pulumirpc.LinkRequest) (*pulumirpc.LinkResponse, error) {
	return &pulumirpc.LinkResponse{}, nil
}

func main() {
	if err := serve(os.Args[len(os.Args)-1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// The engine's address is the last word that it starts its hosts with.
func serve(engine string) error {
	gone, end := context.WithCancel(context.Background())
	if err := rpcutil.Healthcheck(gone, engine, 5*time.Minute, end); err != nil {
		return err
	}
	cancel := make(chan bool)
	go func() {
		<-gone.Done()
		close(cancel)
	}()
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: cancel,
		Init: func(registrar *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(registrar, host{server.NewLanguageHost(engine, "", false)})
			return nil
		},
	})
	if err != nil {
		return err
	}
	// Where the engine reads the port.
	fmt.Println(handle.Port)
	return <-handle.Done
}
