package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// stuck is after what a client that never leaves gives up, which is a finding.
const stuck = 60 * time.Second

type clients struct {
	o    options
	http *http.Client
}

// newClients share their connections. Half of these end with a reset, half in order.
func newClients(o options) *clients {
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err == nil && rand.IntN(2) == 0 {
			abort(c)
		}
		return c, err
	}
	return &clients{o, &http.Client{Transport: &http.Transport{
		DialContext: dial, DisableCompression: true, MaxIdleConnsPerHost: 200, IdleConnTimeout: 20 * time.Second}}}
}

// outcome is what a client saw.
type outcome struct {
	status int    // 0 when there was no head
	text   string // the content that came
	ends   ending
	err    error // the connection's, or of an answer that can't be read
}

type ending string

const (
	whole  ending = "whole"
	broken ending = "error event"
	cut    ending = "cut"
)

func (c *clients) do(ctx context.Context, x *exchange) outcome {
	limit := stuck
	if x.leaves > 0 {
		limit = x.leaves
	}
	ctx, leave := context.WithTimeout(ctx, limit)
	defer leave()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.o.gateway+"/chat/completions", bytes.NewReader(x.body(c.o.models)))
	if err != nil {
		return outcome{err: err}
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+c.o.key)
	if x.patience > 0 {
		request.Header.Set("X-QNP-Timeout-Ms", strconv.FormatInt(x.patience.Milliseconds(), 10))
	}
	response, err := c.http.Do(request)
	if err != nil {
		return outcome{err: err}
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		_, err = io.Copy(io.Discard, response.Body)
		return outcome{status: response.StatusCode, ends: whole, err: err}
	}
	if x.stream {
		return readEvents(response.Body)
	}
	return readAnswer(response.Body)
}

func (x *exchange) body(models []string) []byte {
	ask := map[string]any{
		"model":    models[x.model],
		"messages": []any{map[string]string{"role": "user", "content": x.mark + strings.Repeat(" word", x.padding/5)}},
	}
	if x.stream {
		ask["stream"] = true
	}
	b, _ := json.Marshal(ask)
	return b
}

func readAnswer(body io.Reader) outcome {
	var is struct {
		Choices []struct {
			Message struct{ Content string }
		}
	}
	b, err := io.ReadAll(body)
	if err != nil {
		return outcome{status: 200, ends: cut, err: err}
	}
	if err = json.Unmarshal(b, &is); err == nil && len(is.Choices) != 1 {
		err = fmt.Errorf("%d choices", len(is.Choices))
	}
	if err != nil {
		return outcome{status: 200, ends: whole, err: err}
	}
	return outcome{status: 200, ends: whole, text: is.Choices[0].Message.Content}
}

// readEvents reads a stream to its end, which is [DONE], an error event or neither.
func readEvents(body io.Reader) outcome {
	is := outcome{status: 200, ends: cut}
	var text strings.Builder
	lines := bufio.NewScanner(body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		data, yes := strings.CutPrefix(lines.Text(), "data: ")
		if !yes {
			continue // a blank line or a comment
		}
		if is.ends != cut {
			is.err = errors.New("an event after the end")
			break
		}
		is.ends, is.err = readEvent(data, &text)
		if is.err != nil {
			break
		}
	}
	if is.err == nil {
		is.err = lines.Err()
	}
	is.text = text.String()
	return is
}

// readEvent reads one event; the ending is cut as long as another has to follow.
func readEvent(data string, text *strings.Builder) (ending, error) {
	if data == "[DONE]" {
		return whole, nil
	}
	var is struct {
		Choices []struct {
			Delta struct{ Content string }
		}
		Error *struct{ Code string }
	}
	if err := json.Unmarshal([]byte(data), &is); err != nil {
		return cut, err
	}
	if is.Error != nil {
		return broken, nil
	}
	for _, choice := range is.Choices {
		text.WriteString(choice.Delta.Content)
	}
	return cut, nil
}
