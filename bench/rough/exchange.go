package main

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

// behaviour is what an attempt meets at the upstream.
type behaviour string

const (
	well        behaviour = "well"
	slow        behaviour = "slow"
	big         behaviour = "300 KB"
	fails       behaviour = "500"
	limits      behaviour = "429 with Retry-After"
	resetBefore behaviour = "reset before the head"
	resetAfter  behaviour = "reset after the head"
	dies        behaviour = "dies in the middle"
	errorFirst  behaviour = "begins with an error"
	empty       behaviour = "empty"
	silent      behaviour = "silent"
	hushed      behaviour = "silent after the beginning"
)

// answers tells whether there is a whole answer in the end.
func (b behaviour) answers() bool { return b == well || b == slow || b == big }

// begins tells whether a stream has content when it fails, so that no other target can answer.
func (b behaviour) begins() bool { return b == dies || b == hushed }

// faults and how often each is drawn, in parts of the sum.
var faults = []struct {
	what  behaviour
	parts int
}{
	{fails, 5}, {limits, 3}, {resetBefore, 4}, {resetAfter, 3}, {dies, 5}, {errorFirst, 3}, {empty, 3}, {silent, 3}, {hushed, 1},
}

const (
	faulty     = 0.3 // of the attempts
	everywhere = 0.2 // of the requests meet the same at all targets
	leaving    = 0.1 // of the clients
	scripted   = 8   // attempts; more targets than a chain has
)

// exchange is one request: what is asked, what its attempts meet, and what has happened so far.
type exchange struct {
	mark     string
	model    int
	stream   bool
	padding  int
	patience time.Duration // asked for with x-qnp-timeout-ms; 0 for none
	leaves   time.Duration // after this the client is gone; 0 for never
	script   []behaviour
	pace     time.Duration // between two events, and before the first byte when slow
	words    int           // of an answer that is not big

	mu    sync.Mutex
	meets []behaviour // attempts that arrived
}

func newExchange(seed uint64, number, models int) *exchange {
	r := rand.New(rand.NewPCG(seed, uint64(number)))
	between := func(from, to time.Duration) time.Duration { return from + rand64(r, to-from) }
	x := &exchange{
		mark:    fmt.Sprintf("rough-%d", number),
		model:   r.IntN(models),
		stream:  r.IntN(2) == 0,
		padding: r.IntN(4000),
		pace:    between(time.Millisecond, 40*time.Millisecond),
		words:   2 + r.IntN(30),
		script:  make([]behaviour, scripted),
	}
	if r.Float64() < leaving {
		x.leaves = between(time.Millisecond, 1200*time.Millisecond)
	}
	same := r.Float64() < everywhere
	for i := range x.script {
		if i > 0 && same {
			x.script[i] = x.script[0]
			continue
		}
		x.script[i] = draw(r)
		if x.script[i] == silent {
			x.patience = between(300*time.Millisecond, 1500*time.Millisecond)
		}
	}
	return x
}

func rand64(r *rand.Rand, below time.Duration) time.Duration {
	return time.Duration(r.Int64N(int64(below)))
}

func draw(r *rand.Rand) behaviour {
	if r.Float64() >= faulty {
		switch n := r.IntN(14); {
		case n < 11:
			return well
		case n < 13:
			return slow
		default:
			return big
		}
	}
	sum := 0
	for _, f := range faults {
		sum += f.parts
	}
	n := r.IntN(sum)
	for _, f := range faults {
		if n -= f.parts; n < 0 {
			return f.what
		}
	}
	panic("unreachable")
}

// arrive counts an attempt: its number from 1, and what it meets.
func (x *exchange) arrive() (int, behaviour) {
	x.mu.Lock()
	defer x.mu.Unlock()
	does := x.script[len(x.meets)%len(x.script)]
	x.meets = append(x.meets, does)
	return len(x.meets), does
}

func (x *exchange) met() []behaviour {
	x.mu.Lock()
	defer x.mu.Unlock()
	return append([]behaviour(nil), x.meets...)
}

// word is what an answer of an attempt consists of.
func (x *exchange) word(attempt int) string { return fmt.Sprintf("%s.%d ", x.mark, attempt) }

// length is how many words an attempt's answer has.
func (x *exchange) length(attempt int, does behaviour) int {
	if does == big {
		return 300_000/len(x.word(attempt)) + 1
	}
	return x.words
}
