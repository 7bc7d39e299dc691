package prometheus

import (
	"fmt"
	"math"
	"strings"
)

const cluster = "aks-app"

// Upper bounds in seconds, as Kubernetes 1.36 has them (pkg/kubelet/metrics/metrics.go).
var (
	pullBounds      = []float64{1, 5, 10, 20, 30, 60, 120, 180, 240, 300, 360, 480, 600, 900, 1200, 1800, 2700, 3600}
	operationBounds = exponential(0.005, 2.5, 14)
)

func exponential(first, factor float64, count int) []float64 {
	bounds := make([]float64, count)
	for index := range bounds {
		bounds[index] = first * math.Pow(factor, float64(index))
	}
	return bounds
}

// pull is one that ended in a minute, after so many seconds.
type pull struct {
	minute  int
	seconds float64
}

// kubelet adds the histograms of a node: a size class has series from its first pull on, and all of them begin again at 0 when
// the kubelet restarts.
func (s story) kubelet(node, class string, minutes int, pulls []pull, restarts ...int) {
	bySize := fmt.Sprintf(`kubelet_image_pull_duration_seconds%%s{cluster="%s",instance="%s",node="%s",image_size_in_bytes="%s"%%s}`, cluster, node, node, class)
	s.histogram(bySize, pullBounds, minutes, pulls, restarts)
	operations := fmt.Sprintf(`kubelet_runtime_operations_duration_seconds%%s{cluster="%s",instance="%s",node="%s",operation_type="pull_image"%%s}`, cluster, node, node)
	s.histogram(operations, operationBounds, minutes, pulls, restarts)
}

func (s story) histogram(name string, bounds []float64, minutes int, pulls []pull, restarts []int) {
	for _, bound := range append(bounds, math.Inf(1)) {
		le := fmt.Sprintf(`,le="%g"`, bound)
		if math.IsInf(bound, 1) {
			le = `,le="+Inf"`
			s[fmt.Sprintf(name, "_count", "")] = counted(minutes, pulls, restarts, bound)
		}
		s[fmt.Sprintf(name, "_bucket", le)] = counted(minutes, pulls, restarts, bound)
	}
}

func counted(minutes int, pulls []pull, restarts []int, bound float64) []float64 {
	values := make([]float64, minutes)
	for minute := range values {
		values[minute] = absent
		since := 0
		for _, restart := range restarts {
			if restart <= minute {
				since = max(since, restart)
			}
		}
		count, all := 0, 0
		for _, each := range pulls {
			if each.minute <= minute && each.minute >= since {
				all++
				if each.seconds <= bound {
					count++
				}
			}
		}
		if all > 0 {
			values[minute] = float64(count)
		} else if minute > 0 && !math.IsNaN(values[minute-1]) {
			values[minute] = ended
		}
	}
	return values
}

// waiting adds what kube-state-metrics says of a container: the reason it waits for in each minute, or "" where it does not.
func (s story) waiting(kind, pod string, reasons []string) {
	for minute, reason := range reasons {
		for _, each := range reasons {
			if each == "" {
				continue
			}
			name := fmt.Sprintf(`kube_pod_%s_status_waiting_reason{cluster="%s",namespace="shop",pod="%s",container="main",reason="%s"}`, kind, cluster, pod, each)
			if s[name] == nil {
				s[name] = make([]float64, len(reasons))
				for index := range s[name] {
					s[name][index] = absent
				}
			}
			if each == reason {
				s[name][minute] = 1
			} else if minute > 0 && s[name][minute-1] == 1 {
				s[name][minute] = ended
			}
		}
	}
}

// lasting is a sequence of reasons, each for some minutes.
func lasting(parts ...any) []string {
	var reasons []string
	for index := 0; index < len(parts); index += 2 {
		for range parts[index+1].(int) {
			reasons = append(reasons, parts[index].(string))
		}
	}
	return reasons
}

func replaceCluster(series string) string {
	return strings.ReplaceAll(series, fmt.Sprintf("cluster=%q", cluster), `cluster="aks-other"`)
}
