package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// given is when the upstream ends a silence by itself: long after a gateway has to give up.
const given = 20 * time.Second

// attempt is one call of the gateway.
type attempt struct {
	w     http.ResponseWriter
	r     *http.Request
	x     *exchange
	word  string
	words int
}

// failed answers what is the same for streams and whole answers; false when there is more to say.
func (a *attempt) failed(does behaviour) bool {
	switch does {
	case fails:
		a.error(http.StatusInternalServerError)
	case limits:
		a.w.Header().Set("Retry-After", strconv.Itoa(1+a.words%5))
		a.error(http.StatusTooManyRequests)
	case resetBefore:
		a.reset("")
	case silent:
		a.wait(given)
	case slow:
		a.wait(15 * a.x.pace)
		return false
	default:
		return false
	}
	return true
}

func (a *attempt) whole(does behaviour) {
	if a.failed(does) {
		return
	}
	body, _ := json.Marshal(map[string]any{
		"id": "chatcmpl-rough", "object": "chat.completion", "created": 1700000000, "model": "rough",
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop", "message": map[string]string{
			"role": "assistant", "content": strings.Repeat(a.word, a.words)}}},
		"usage": a.usage(),
	})
	head := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", len(body))
	switch does {
	case resetAfter:
		a.reset(head)
	case dies:
		a.reset(head + string(body[:len(body)/2]))
	case hushed:
		a.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		a.write(string(body[:len(body)/2]))
		a.wait(given)
		panic(http.ErrAbortHandler)
	case errorFirst:
		a.write(failure)
	case empty:
		a.w.Header().Set("Content-Length", "0")
	default:
		a.w.Header().Set("Content-Type", "application/json")
		_, _ = a.w.Write(body)
	}
}

func (a *attempt) streamed(does behaviour) {
	if a.failed(does) {
		return
	}
	a.w.Header().Set("Content-Type", "text/event-stream")
	switch does {
	case resetAfter:
		a.reset("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
	case errorFirst:
		a.write("data: " + failure + "\n\n")
	case empty:
		a.write("data: [DONE]\n\n")
	default:
		a.events(does)
	}
}

// events are the stream that begins well; a big one has few events of many words.
func (a *attempt) events(does behaviour) {
	each := max(1, a.words/30)
	a.write(event(`{"role":"assistant","content":""}`, "null"))
	for sent := 0; sent < a.words; sent += each {
		if does.begins() && sent > a.words/2 {
			break
		}
		a.write(event(fmt.Sprintf(`{"content":%q}`, strings.Repeat(a.word, min(each, a.words-sent))), "null"))
		if !a.wait(a.x.pace) {
			return
		}
	}
	switch does {
	case dies:
		panic(http.ErrAbortHandler) // closes without the last chunk
	case hushed:
		a.wait(given)
		panic(http.ErrAbortHandler)
	}
	usage, _ := json.Marshal(a.usage())
	a.write(event("{}", `"stop"`) + `data: {"id":"chatcmpl-rough","object":"chat.completion.chunk","created":1700000000,` +
		`"model":"rough","choices":[],"usage":` + string(usage) + "}\n\ndata: [DONE]\n\n")
}

func event(delta, finish string) string {
	return `data: {"id":"chatcmpl-rough","object":"chat.completion.chunk","created":1700000000,"model":"rough",` +
		`"choices":[{"index":0,"delta":` + delta + `,"finish_reason":` + finish + "}]}\n\n"
}

const failure = `{"error":{"message":"made to fail","type":"server_error","code":"rough"}}`

func (a *attempt) error(status int) {
	a.w.Header().Set("Content-Type", "application/json")
	a.w.WriteHeader(status)
	a.write(failure)
}

func (a *attempt) usage() map[string]int {
	return map[string]int{"prompt_tokens": 100, "completion_tokens": a.words, "total_tokens": 100 + a.words}
}

func (a *attempt) write(s string) {
	_, _ = io.WriteString(a.w, s)
	a.w.(http.Flusher).Flush()
}

// reset sends what is given and cuts the connection so that the other side sees a reset.
func (a *attempt) reset(sent string) {
	c, _, err := a.w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	_, _ = io.WriteString(c, sent)
	abort(c)
	_ = c.Close()
}

// abort makes the closing of a connection a reset.
func abort(c net.Conn) {
	if tcp, is := c.(*net.TCPConn); is {
		_ = tcp.SetLinger(0)
	}
}

// wait tells whether the gateway is still there after it.
func (a *attempt) wait(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-a.r.Context().Done():
		return false
	}
}
