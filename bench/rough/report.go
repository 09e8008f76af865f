package main

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// report is what happened. Findings are what must not have.
type report struct {
	Requests    int               `json:"requests"` // sent
	Reached     int               `json:"reached"`  // of them the upstream saw
	Streams     int               `json:"streams"`
	Seconds     float64           `json:"seconds"`
	Outcomes    map[string]int    `json:"outcomes"`
	Upstream    map[behaviour]int `json:"upstream"` // calls
	Stray       int               `json:"stray"`
	LeftRunning int64             `json:"left_running"` // calls that no client waits for
	Findings    int               `json:"findings"`
	Examples    []string          `json:"examples"` // the first of them
}

type tally struct {
	mu sync.Mutex
	r  report
}

func newTally() *tally { return &tally{r: report{Outcomes: map[string]int{}, Examples: []string{}}} }

func (t *tally) add(outcome string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.r.Outcomes[outcome]++
}

func (t *tally) report(took time.Duration) report {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.r.Seconds = took.Seconds()
	return t.r
}

func (t *tally) judged(x *exchange, is outcome) {
	what, finding := judge(x, is)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.r.Requests++
	t.r.Outcomes[what]++
	if x.stream {
		t.r.Streams++
	}
	if len(x.met()) > 0 {
		t.r.Reached++
	}
	if finding != "" {
		t.r.Findings++
		if len(t.r.Examples) < 20 {
			t.r.Examples = append(t.r.Examples, fmt.Sprintf("%s (stream: %t, met %q, patience %s, leaves %s): %s: %s",
				x.mark, x.stream, x.met(), x.patience, x.leaves, what, finding))
		}
	}
}

// judge says what an outcome is, and what is wrong with it, if anything is.
func judge(x *exchange, is outcome) (what, finding string) {
	met := x.met()
	switch {
	case x.leaves > 0 && (is.err != nil || is.ends == cut):
		return map[bool]string{true: "left before the head", false: "left during the answer"}[is.status == 0], foreign(x, is.text, met)
	case is.err != nil:
		return "connection broke", is.err.Error()
	case is.status != 200:
		return fmt.Sprintf("status %d", is.status), refused(x, is.status, met)
	case is.ends == cut:
		return "cut", "neither [DONE] nor an error"
	case is.ends == broken:
		return "error event", brokeOff(x, is.text, met)
	default:
		return "answered", answered(x, is.text, met)
	}
}

func refused(x *exchange, status int, met []behaviour) string {
	switch {
	case status != 429 && status != 502 && status != 503:
		return "not a status of providers that fail"
	// one who wanted to wait briefly may have got what he asked for
	case len(met) > 0 && met[len(met)-1].answers() && x.patience == 0:
		return "the last attempt was answered"
	}
	return ""
}

func brokeOff(x *exchange, text string, met []behaviour) string {
	number := source(x, text, met)
	if number == 0 || !met[number-1].begins() {
		return fmt.Sprintf("not of an attempt that broke off: %.100q", text)
	}
	return ""
}

func answered(x *exchange, text string, met []behaviour) string {
	number := source(x, text, met)
	if number == 0 || !met[number-1].answers() || len(text) != x.length(number, met[number-1])*len(x.word(number)) {
		return fmt.Sprintf("not the answer of the last attempt, or not all of it: %d bytes, %.100q", len(text), text)
	}
	return ""
}

// foreign looks at an answer that is not whole.
func foreign(x *exchange, text string, met []behaviour) string {
	if text != "" && source(x, text, met) == 0 {
		return fmt.Sprintf("not of the last attempt: %.100q", text)
	}
	return ""
}

// source is the attempt that all of a text is from, 0 if there is none. It has to be the last, but calls that a client's
// short patience ended may overtake the next ones: then the number tells only who arrived when.
func source(x *exchange, text string, met []behaviour) int {
	for number := len(met); number > 0; number-- {
		word := x.word(number)
		if text == strings.Repeat(word, len(text)/len(word)) {
			return number
		}
		if x.patience == 0 {
			break
		}
	}
	return 0
}
