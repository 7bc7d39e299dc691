package main

import (
	"io"
	"net"
	"testing"
)

// answering is a server that says what it heard once the client has ended its half.
func answering(t *testing.T) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			heard, _ := io.ReadAll(connection)
			_, _ = connection.Write(append([]byte("heard "), heard...))
			connection.Close()
		}
	}()
	return listener.Addr().String()
}

func TestAConnectionIsPassedOnInBothDirections(t *testing.T) {
	front, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer front.Close()
	go func() { _ = acceptAll(front, answering(t)) }()
	for range 3 {
		connection, err := net.Dial("tcp", front.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_, _ = connection.Write([]byte("hello"))
		_ = connection.(*net.TCPConn).CloseWrite()
		answer, err := io.ReadAll(connection)
		if err != nil || string(answer) != "heard hello" {
			t.Errorf("got %q %v", answer, err)
		}
		connection.Close()
	}
}

func TestWordsThatAreNoPairAreRefused(t *testing.T) {
	for _, args := range [][]string{nil, {"127.0.0.1:1"}, {"nonsense=127.0.0.1:1"}} {
		if forward(args) == nil {
			t.Errorf("%v was accepted", args)
		}
	}
}
