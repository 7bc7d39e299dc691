// Evaluates what PullAlerts makes, its rules and the queries of its dashboard, with Prometheus' own engine on series that tell
// a story. The files in testdata are written by test/components/alerts, from the component itself.
package prometheus

import (
	"context"
	"fmt"
	"math"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/promqltest"
	"github.com/prometheus/prometheus/rules"
)

const rulesFile = "testdata/rules.yaml"

// Metrics and rules are scraped and evaluated once a minute, as Azure's managed Prometheus does by the rule group's interval.
const step = time.Minute

// absent is a minute without a sample, ended one in which a series was gone from the scrape.
var (
	absent = math.NaN()
	ended  = math.Inf(-1)
)

// story is what a cluster was like: each series with its value of every minute.
type story map[string][]float64

func (s story) text() string {
	lines := []string{"load 1m"}
	for name, values := range s {
		words := make([]string, len(values))
		for minute, value := range values {
			words[minute] = word(value)
		}
		lines = append(lines, fmt.Sprintf("  %s %s", name, strings.Join(words, " ")))
	}
	sort.Strings(lines[1:])
	return strings.Join(lines, "\n")
}

func word(value float64) string {
	switch {
	case math.IsNaN(value):
		return "_"
	case math.IsInf(value, -1):
		return "stale"
	default:
		return fmt.Sprint(value)
	}
}

func (s story) minutes() int {
	most := 0
	for _, values := range s {
		most = max(most, len(values))
	}
	return most
}

// load prepares an engine that knows the story.
func load(t *testing.T, s story) (*promqltest.LazyLoader, parser.Parser) {
	t.Helper()
	language := parser.NewParser(parser.Options{})
	suite, err := promqltest.NewLazyLoader(s.text(), promqltest.LazyLoaderOpts{
		EnableAtModifier: true, EnableNegativeOffset: true, Parser: language,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = suite.Close() })
	return suite, language
}

// firing evaluates all rules in every minute of the story, and returns the minutes in which each alert fired.
func firing(t *testing.T, s story) map[string][]int {
	t.Helper()
	suite, language := load(t, s)
	manager := rules.NewManager(&rules.ManagerOptions{
		QueryFunc:    rules.EngineQueryFunc(suite.QueryEngine(), suite.Storage()),
		AppendableV2: suite.Storage(),
		Context:      context.Background(),
		NotifyFunc:   func(context.Context, string, ...*rules.Alert) {},
		Logger:       promslog.NewNopLogger(),
		Parser:       language,
	})
	groups, faults := manager.LoadGroups(step, labels.EmptyLabels(), "", nil, false, rulesFile)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	fired := map[string][]int{}
	for minute := range s.minutes() {
		at := time.Unix(0, 0).UTC().Add(time.Duration(minute) * step)
		suite.WithSamplesTill(at, func(err error) {
			if err != nil {
				t.Fatal(err)
			}
			for _, group := range groups {
				group.Eval(suite.Context(), at)
				for _, rule := range group.Rules() {
					if rule.LastError() != nil {
						t.Fatalf("%s in minute %d: %v", rule.Name(), minute, rule.LastError())
					}
					if alert, is := rule.(*rules.AlertingRule); is && alert.State() == rules.StateFiring {
						fired[rule.Name()] = append(fired[rule.Name()], minute)
					}
				}
			}
		})
	}
	return fired
}

// spells are the stretches of minutes without a gap, each with its first and last minute.
func spells(minutes []int) [][2]int {
	var found [][2]int
	for _, minute := range minutes {
		if last := len(found) - 1; last >= 0 && found[last][1] == minute-1 {
			found[last][1] = minute
		} else {
			found = append(found, [2]int{minute, minute})
		}
	}
	return found
}
