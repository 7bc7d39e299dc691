package main

import (
	"net/http"
	"sync"
	"time"
)

// ending is what happens after a piece of a body.
type ending int

const (
	goOn ending = iota
	// cut closes the connection in the middle of the body.
	cut
	// stall keeps it open and sends nothing more.
	stall
)

// bodyFault changes a piece of a body that starts at the given offset.
type bodyFault func(piece []byte, offset int64) (out []byte, then ending)

// onBody lets the registry answer, and the fault act on what it sends.
func onBody(make func(rule *rule) bodyFault) fault {
	return func(rule *rule, answer http.ResponseWriter, request *http.Request, forward http.Handler) {
		rule.wait(request)
		change := make(rule)
		if change == nil {
			forward.ServeHTTP(answer, request)
			return
		}
		forward.ServeHTTP(&faultyWriter{ResponseWriter: answer, change: change, done: request.Context().Done()}, request)
	}
}

type faultyWriter struct {
	http.ResponseWriter
	change bodyFault
	offset int64
	done   <-chan struct{}
}

func (w *faultyWriter) Write(piece []byte) (int, error) {
	out, then := w.change(piece, w.offset)
	w.offset += int64(len(piece))
	if _, err := w.ResponseWriter.Write(out); err != nil {
		return 0, err
	}
	if then == goOn {
		return len(piece), nil
	}
	flush(w.ResponseWriter)
	if then == stall {
		<-w.done
	}
	// Ends the connection in the middle of the body, which a normal return would not.
	panic(http.ErrAbortHandler)
}

func (w *faultyWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// before is the part of a piece that lies before the limit.
func before(piece []byte, offset, limit int64) []byte {
	return piece[:max(0, min(int64(len(piece)), limit-offset))]
}

// endAfter sends so many bytes of the body, and then ends it as told.
func endAfter(limit int64, then ending) bodyFault {
	return func(piece []byte, offset int64) ([]byte, ending) {
		kept := before(piece, offset, limit)
		if len(kept) == len(piece) {
			return piece, goOn
		}
		return kept, then
	}
}

// corruptAfter changes one byte: the length is right and the digest is not.
func corruptAfter(limit int64) bodyFault {
	return func(piece []byte, offset int64) ([]byte, ending) {
		if limit < offset || limit >= offset+int64(len(piece)) {
			return piece, goOn
		}
		changed := append([]byte(nil), piece...)
		changed[limit-offset] ^= 0xff
		return changed, goOn
	}
}

// bucket is the bandwidth that all responses share.
type bucket struct {
	mutex sync.Mutex
	rate  float64
	next  time.Time
}

func (b *bucket) setRate(rate float64) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.rate, b.next = rate, time.Time{}
}

// take says how long to wait before the bytes may pass.
func (b *bucket) take(bytes int, now time.Time) time.Duration {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.rate <= 0 {
		return 0
	}
	if b.next.Before(now) {
		b.next = now
	}
	b.next = b.next.Add(time.Duration(float64(bytes) / b.rate * float64(time.Second)))
	return b.next.Sub(now)
}

type slowWriter struct {
	http.ResponseWriter
	limit *bucket
	done  <-chan struct{}
}

// Write passes small pieces, so that a slow download shows steady progress instead of long stops.
func (w *slowWriter) Write(content []byte) (int, error) {
	const largest = 16 << 10
	for start := 0; start < len(content); start += largest {
		piece := content[start:min(len(content), start+largest)]
		if pause := w.limit.take(len(piece), time.Now()); pause > 0 {
			flush(w.ResponseWriter)
			select {
			case <-time.After(pause):
			case <-w.done:
				return start, http.ErrAbortHandler
			}
		}
		if _, err := w.ResponseWriter.Write(piece); err != nil {
			return start, err
		}
	}
	return len(content), nil
}

func (w *slowWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func flush(answer http.ResponseWriter) {
	// An answer that cannot be flushed is sent a little later: nothing to do about it.
	_ = http.NewResponseController(answer).Flush()
}
