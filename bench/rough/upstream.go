package main

import (
	"io"
	"net/http"
	"regexp"
	"sync"
	"sync/atomic"
	"time"
)

var marks = regexp.MustCompile(`rough-\d+`)

// upstream answers chat completions as the exchanges' scripts say.
type upstream struct {
	exchanges sync.Map // *exchange by its mark
	active    atomic.Int64

	mu    sync.Mutex
	count map[behaviour]int
	stray int // calls of no request, or to another path
}

func newUpstream() *upstream { return &upstream{count: map[behaviour]int{}} }

func (u *upstream) expect(x *exchange) { u.exchanges.Store(x.mark, x) }

func (u *upstream) calls() (map[behaviour]int, int) {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.count, u.stray
}

// ended waits for the calls under way and returns how many are left.
func (u *upstream) ended(limit time.Duration) int64 {
	for end := time.Now().Add(limit); u.active.Load() > 0 && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	return u.active.Load()
}

func (u *upstream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	u.active.Add(1)
	defer u.active.Add(-1)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the gateway left
	}
	found, known := u.exchanges.Load(marks.FindString(string(body)))
	if !known || r.Method != http.MethodPost || r.URL.Path != "/v1/chat/completions" {
		u.mu.Lock()
		u.stray++
		u.mu.Unlock()
		http.NotFound(w, r)
		return
	}
	x := found.(*exchange)
	number, does := x.arrive()
	u.mu.Lock()
	u.count[does]++
	u.mu.Unlock()
	a := &attempt{w: w, r: r, x: x, word: x.word(number), words: x.length(number, does)}
	if x.stream {
		a.streamed(does)
	} else {
		a.whole(does)
	}
}
