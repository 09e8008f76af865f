package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// meet sends one request straight to the upstream, which does to it what is said.
func meet(t *testing.T, does behaviour, stream bool) (*exchange, outcome) {
	up := newUpstream()
	server := httptest.NewServer(up)
	t.Cleanup(server.Close)
	x := &exchange{mark: "rough-7", stream: stream, pace: time.Millisecond, words: 9, script: []behaviour{does}}
	up.expect(x)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	is := newClients(options{gateway: server.URL + "/v1", models: []string{"m"}}).do(ctx, x)
	if left := up.ended(time.Second); left != 0 {
		t.Errorf("%s: %d calls go on", does, left)
	}
	return x, is
}

func TestBehaviours(t *testing.T) {
	cases := []struct {
		does          behaviour
		whole, stream string // what a client sees without a gateway
	}{
		{well, "answered", "answered"},
		{slow, "answered", "answered"},
		{big, "answered", "answered"},
		{fails, "status 500", "status 500"},
		{limits, "status 429", "status 429"},
		{resetBefore, "connection broke", "connection broke"},
		{resetAfter, "connection broke", "connection broke"},
		{dies, "connection broke", "connection broke"},
		{errorFirst, "connection broke", "error event"},
		{empty, "connection broke", "answered"},
		{silent, "connection broke", "connection broke"},
		{hushed, "connection broke", "connection broke"},
	}
	for _, c := range cases {
		for stream, want := range map[bool]string{false: c.whole, true: c.stream} {
			x, is := meet(t, c.does, stream)
			what, finding := judge(x, is)
			if what != want {
				t.Errorf("%s, stream %t: %s, want %s (%+v)", c.does, stream, what, want, is)
			}
			if c.does.answers() != (finding == "") && what != "status 429" {
				t.Errorf("%s, stream %t: finding %q", c.does, stream, finding)
			}
		}
	}
}

func TestBeginningOfAStreamThatDies(t *testing.T) {
	for _, does := range []behaviour{dies, hushed} {
		if _, is := meet(t, does, true); !strings.HasPrefix(is.text, "rough-7.1 rough-7.1 ") || is.ends != cut {
			t.Errorf("%s: %+v", does, is)
		}
	}
}

func TestJudge(t *testing.T) {
	stays := func() *exchange {
		return &exchange{mark: "rough-7", stream: true, words: 2, script: []behaviour{fails, well}}
	}
	leaves := func() *exchange { x := stays(); x.leaves = time.Second; return x }
	dying := func() *exchange { x := stays(); x.script[1] = dies; return x }
	hasty := func() *exchange { x := stays(); x.patience = time.Second; return x }
	overtaken := func() *exchange { x := hasty(); x.script = []behaviour{well, silent}; return x }
	cases := []struct {
		name  string
		x     *exchange
		is    outcome
		wrong bool
	}{
		{"the second attempt's answer", stays(), outcome{200, "rough-7.2 rough-7.2 ", whole, nil}, false},
		{"the first attempt's answer", stays(), outcome{200, "rough-7.1 rough-7.1 ", whole, nil}, true},
		{"an earlier one's that was overtaken", overtaken(), outcome{200, "rough-7.1 rough-7.1 ", whole, nil}, false},
		{"a part", stays(), outcome{200, "rough-7.2 ", whole, nil}, true},
		{"too much", stays(), outcome{200, "rough-7.2 rough-7.2 rough-7.2 ", whole, nil}, true},
		{"another request's", stays(), outcome{200, "rough-8.2 rough-8.2 ", whole, nil}, true},
		{"nothing at the end", stays(), outcome{200, "rough-7.2 ", cut, nil}, true},
		{"all but the end", stays(), outcome{200, "rough-7.2 rough-7.2 ", cut, nil}, true},
		{"an error though it went well", stays(), outcome{200, "rough-7.2 ", broken, nil}, true},
		{"refused though it went well", stays(), outcome{503, "", whole, nil}, true},
		{"refused after a short wait", hasty(), outcome{503, "", whole, nil}, false},
		{"refused when it broke", dying(), outcome{502, "", whole, nil}, false},
		{"a status of our own mistakes", dying(), outcome{500, "", whole, nil}, true},
		{"an error after a part", dying(), outcome{200, "rough-7.2 ", broken, nil}, false},
		{"an error after another's part", dying(), outcome{200, "rough-8.2 ", broken, nil}, true},
		{"whole though it broke", dying(), outcome{200, "rough-7.2 rough-7.2 ", whole, nil}, true},
		{"no connection", stays(), outcome{0, "", cut, io.EOF}, true},
		{"left before", leaves(), outcome{0, "", "", context.DeadlineExceeded}, false},
		{"left amid its own", leaves(), outcome{200, "rough-7.2 ", cut, context.DeadlineExceeded}, false},
		{"left amid another's", leaves(), outcome{200, "rough-9.2 ", cut, context.DeadlineExceeded}, true},
	}
	for _, c := range cases {
		c.x.arrive()
		c.x.arrive()
		if what, finding := judge(c.x, c.is); c.wrong != (finding != "") {
			t.Errorf("%s: %s, finding %q", c.name, what, finding)
		}
	}
}

func TestSameSeedSameScripts(t *testing.T) {
	if a, b := newExchange(3, 5, 9), newExchange(3, 5, 9); !reflect.DeepEqual(a, b) {
		t.Errorf("%+v %+v", a, b)
	}
	seen := map[behaviour]int{}
	for number := range 5000 {
		for _, does := range newExchange(1, number, 9).script {
			seen[does]++
		}
	}
	if len(seen) != 12 {
		t.Errorf("not everything happens: %v", seen)
	}
}

func TestRamp(t *testing.T) {
	o := options{rate: 100, ramp: 10 * time.Second}
	for number, want := range map[int]time.Duration{0: 0, 125: 5 * time.Second, 500: 10 * time.Second, 600: 11 * time.Second} {
		if is := o.planned(number); (is - want).Abs() > time.Millisecond {
			t.Errorf("request %d after %s, want %s", number, is, want)
		}
	}
}

// What a gateway turns down has not reached the upstream.
func TestRun(t *testing.T) {
	var number atomic.Int64
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		number.Add(1)
		if !bytes.Contains(body, []byte(`"model":"m"`)) || r.Header.Get("Authorization") != "Bearer k" {
			t.Errorf("%s", body)
		}
		w.WriteHeader(503)
	}))
	defer gateway.Close()
	r, err := run(options{listen: "127.0.0.1:0", gateway: gateway.URL, key: "k", models: []string{"m"},
		rate: 200, duration: 200 * time.Millisecond, underWay: 100, seed: 1})
	if err != nil || r.Requests != 40 || number.Load() != 40 || r.Reached != 0 || r.LeftRunning != 0 || r.Stray != 0 ||
		r.Outcomes["status 503"]+r.Outcomes["left before the head"] != 40 {
		t.Errorf("%v %+v", err, r)
	}
}
