package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"time"
)

func TestABodyIsCutInTheMiddle(t *testing.T) {
	_, address := front(t, `{"rules":[{"fault":"truncate","afterBytes":4}]}`)
	_, body, err := get(t, address)
	if body != "0123" || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %q %v", body, err)
	}
}

func TestACorruptBodyHasTheRightLength(t *testing.T) {
	_, address := front(t, `{"rules":[{"fault":"corrupt","afterBytes":4}]}`)
	_, body, err := get(t, address)
	if err != nil || len(body) != len(content) || body[:4] != "0123" || body[4] == '4' || body[5:] != "56789" {
		t.Errorf("got %q %v", body, err)
	}
}

func TestAStalledBodyNeitherGoesOnNorEnds(t *testing.T) {
	_, address := front(t, `{"rules":[{"fault":"stall","afterBytes":4}]}`)
	ctx, cancel := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	start := make([]byte, 4)
	if _, err := io.ReadFull(response.Body, start); err != nil || string(start) != "0123" {
		t.Fatalf("got %q %v", start, err)
	}
	more := make(chan error, 1)
	go func() {
		_, err := response.Body.Read(make([]byte, 1))
		more <- err
	}()
	select {
	case err := <-more:
		t.Errorf("the body went on or ended: %v", err)
	case <-time.After(200 * time.Millisecond):
	}
	cancel()
	<-more
}

func TestAllResponsesShareTheRate(t *testing.T) {
	limit := bucket{}
	now := time.Unix(1_700_000_000, 0)
	if limit.take(1_000_000, now) != 0 {
		t.Error("without a rate nothing waits")
	}
	limit.setRate(1000)
	waits := []time.Duration{limit.take(500, now), limit.take(500, now), limit.take(1000, now.Add(10*time.Second))}
	expected := []time.Duration{500 * time.Millisecond, time.Second, time.Second}
	for number := range waits {
		if waits[number] != expected[number] {
			t.Errorf("wait %d is %v instead of %v", number, waits[number], expected[number])
		}
	}
}
