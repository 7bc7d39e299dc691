package prometheus

import (
	"encoding/json"
	"math"
	"os"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
)

// panel is what the tests read of a dashboard's panel.
type panel struct {
	Title   string
	Targets []struct{ Expr, LegendFormat string }
}

func panels(t *testing.T) []panel {
	t.Helper()
	text, err := os.ReadFile("testdata/dashboard.json")
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct{ Panels []panel }
	if err := json.Unmarshal([]byte(strings.ReplaceAll(string(text), "$cluster", cluster)), &dashboard); err != nil {
		t.Fatal(err)
	}
	return dashboard.Panels
}

// drawn evaluates the queries of all panels over the story, one point a minute: by panel, by legend.
func drawn(t *testing.T, s story) map[string]map[string][]float64 {
	t.Helper()
	suite, language := load(t, s)
	// As Prometheus is configured by default: the suite's own engine is for single moments.
	engine := promql.NewEngine(promql.EngineOpts{MaxSamples: 50_000_000, Timeout: time.Minute, EnableAtModifier: true, EnableNegativeOffset: true, Parser: language})
	end := time.Unix(0, 0).UTC().Add(time.Duration(s.minutes()-1) * step)
	all := map[string]map[string][]float64{}
	suite.WithSamplesTill(end, func(err error) {
		if err != nil {
			t.Fatal(err)
		}
		for _, each := range panels(t) {
			lines := map[string][]float64{}
			for _, target := range each.Targets {
				if target.Expr == "" {
					continue
				}
				query, err := engine.NewRangeQuery(suite.Context(), suite.Queryable(), nil, target.Expr, time.Unix(0, 0).UTC(), end, step)
				if err != nil {
					t.Fatalf("%s: %v", each.Title, err)
				}
				result := query.Exec(suite.Context())
				matrix, err := result.Matrix()
				if err != nil {
					t.Fatalf("%s: %v", each.Title, err)
				}
				for _, line := range matrix {
					lines[legend(target.LegendFormat, line)] = minutesOf(line, s.minutes())
				}
				query.Close()
			}
			all[each.Title] = lines
		}
	})
	return all
}

func legend(format string, line promql.Series) string {
	text := format
	line.Metric.Range(func(label labels.Label) {
		text = strings.ReplaceAll(text, "{{"+label.Name+"}}", label.Value)
	})
	return text
}

func minutesOf(line promql.Series, minutes int) []float64 {
	values := make([]float64, minutes)
	for index := range values {
		values[index] = math.NaN()
	}
	for _, point := range line.Floats {
		values[point.T/step.Milliseconds()] = point.F
	}
	return values
}

func names(lines map[string][]float64) []string {
	var found []string
	for name := range lines {
		found = append(found, name)
	}
	sort.Strings(found)
	return found
}

// write leaves what was drawn for a page: DRAWN=drawn.json go test -run TestDashboard .
func write(t *testing.T, file string, all map[string]map[string][]float64) {
	t.Helper()
	panels := map[string]map[string][]any{}
	for title, lines := range all {
		panels[title] = map[string][]any{}
		for name, values := range lines {
			points := make([]any, len(values))
			for index, value := range values {
				if !math.IsNaN(value) {
					points[index] = value
				}
			}
			panels[title][name] = points
		}
	}
	text, err := json.Marshal(panels)
	if err == nil {
		err = os.WriteFile(file, text, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
