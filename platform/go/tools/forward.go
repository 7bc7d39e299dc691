package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
)

// forward passes connections on, each argument as LISTEN=TARGET, such as 10.0.0.1:443=127.0.0.1:6443. It ends when one
// address cannot be listened on.
func forward(args []string) error {
	if len(args) == 0 {
		return errors.New("forward needs LISTEN=TARGET")
	}
	failed := make(chan error)
	for _, pair := range args {
		listen, target, found := strings.Cut(pair, "=")
		if !found {
			return fmt.Errorf("%s: expected LISTEN=TARGET", pair)
		}
		listener, err := net.Listen("tcp", listen)
		if err != nil {
			return err
		}
		go func() { failed <- acceptAll(listener, target) }()
	}
	return <-failed
}

func acceptAll(listener net.Listener, target string) error {
	for {
		client, err := listener.Accept()
		if err != nil {
			return err
		}
		go passOn(client.(*net.TCPConn), target)
	}
}

// passOn ends when both sides have said all: either may go on after the other has ended its half.
func passOn(client *net.TCPConn, target string) {
	defer client.Close()
	connection, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	server := connection.(*net.TCPConn)
	defer server.Close()
	answered := make(chan struct{})
	go func() {
		copyHalf(client, server)
		close(answered)
	}()
	copyHalf(server, client)
	<-answered
}

func copyHalf(to, from *net.TCPConn) {
	_, _ = io.Copy(to, from)
	_ = to.CloseWrite()
	_ = from.CloseRead()
}
