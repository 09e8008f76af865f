// rough is an upstream that misbehaves and its clients, which do, too: both
// ends of a gateway, over real sockets.
//
// Each request has a script of what its attempts meet at the upstream, and a
// mark, which every word of its answer repeats. So each answer can be judged:
// whether it is this request's, of one attempt, whole, and the one that the
// gateway had to give. The same seed gives the same scripts.
//
// A report goes to standard output as JSON. The upstream stays until standard
// input ends, so that the gateway can be looked at while it rests.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

type options struct {
	listen, gateway, key string
	models               []string
	rate                 float64
	duration, ramp       time.Duration
	seed                 uint64
	underWay             int
}

// settled is how long the upstream's last calls may take to end once no client waits any more.
const settled = 10 * time.Second

func run(o options) (report, error) {
	gateway, err := url.Parse(o.gateway)
	if err != nil || gateway.Scheme != "http" || gateway.Host == "" {
		return report{}, fmt.Errorf("-gateway %q: want http://host:port/v1", o.gateway)
	}
	if o.rate <= 0 || o.duration <= 0 || o.underWay < 1 || len(o.models) == 0 {
		return report{}, errors.New("want -rate, -duration and -under-way above 0, and -models")
	}
	listener, err := net.Listen("tcp", o.listen)
	if err != nil {
		return report{}, err
	}
	up := newUpstream()
	server := &http.Server{Handler: up, ErrorLog: log.New(io.Discard, "", 0)} // it breaks off on purpose
	go func() { _ = server.Serve(listener) }()

	sum := newTally()
	begin := time.Now()
	newClients(o).openLoop(up, sum)
	r := sum.report(time.Since(begin))
	r.LeftRunning = up.ended(settled)
	r.Upstream, r.Stray = up.calls()
	return r, nil
}

// planned is when a request is sent: the rate grows during the ramp, evenly, and stays.
func (o options) planned(number int) time.Duration {
	slowly := o.rate * o.ramp.Seconds() / 2
	seconds := o.ramp.Seconds() + (float64(number)-slowly)/o.rate
	if float64(number) < slowly {
		seconds = math.Sqrt(2 * float64(number) * o.ramp.Seconds() / o.rate)
	}
	return time.Duration(seconds * float64(time.Second))
}

// openLoop starts requests as planned however slow the answers are, and waits for the last.
func (c *clients) openLoop(up *upstream, sum *tally) {
	places := make(chan struct{}, c.o.underWay)
	start := time.Now()
	var wg sync.WaitGroup
	for number := 0; c.o.planned(number) < c.o.duration; number++ {
		time.Sleep(time.Until(start.Add(c.o.planned(number))))
		select {
		case places <- struct{}{}:
		default:
			sum.add("not sent: too many under way")
			continue
		}
		x := newExchange(c.o.seed, number, len(c.o.models))
		up.expect(x)
		wg.Go(func() {
			sum.judged(x, c.do(context.Background(), x))
			<-places
		})
	}
	wg.Wait()
	c.http.CloseIdleConnections()
}

func main() {
	var o options
	flag.StringVar(&o.listen, "listen", "127.0.0.1:0", "the upstream's address")
	flag.StringVar(&o.gateway, "gateway", "", "the gateway's base URL")
	flag.StringVar(&o.key, "key", "", "bearer key")
	flag.Func("models", "what to ask for, separated by commas", func(s string) error {
		o.models = strings.Split(s, ",")
		return nil
	})
	flag.Float64Var(&o.rate, "rate", 200, "requests a second")
	flag.DurationVar(&o.duration, "duration", time.Minute, "how long, the ramp included")
	flag.DurationVar(&o.ramp, "ramp", 0, "how long the rate grows before it is constant")
	flag.Uint64Var(&o.seed, "seed", 1, "what happens at random follows from it")
	flag.IntVar(&o.underWay, "under-way", 3000, "requests under way at most; a further one is counted, not sent")
	flag.Parse()
	r, err := run(o)
	if err != nil {
		log.Fatal(err)
	}
	b, _ := json.Marshal(r)
	fmt.Println(string(b))
	_, _ = io.Copy(io.Discard, os.Stdin)
}
