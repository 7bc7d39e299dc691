package prometheus

import (
	"fmt"
	"reflect"
	"testing"
)

const (
	class    = "500MB-1GB"
	slowSize = "SlowImagePull_" + class
	slow     = "SlowImagePull"
	failing  = "ImagePullFailing"
)

// expect compares when alerts fired; those that are not named must not fire.
func expect(t *testing.T, s story, wanted map[string][][2]int) {
	t.Helper()
	got := map[string][][2]int{}
	for alert, minutes := range firing(t, s) {
		got[alert] = spells(minutes)
	}
	if !reflect.DeepEqual(got, wanted) {
		t.Errorf("fired %v; expected %v", got, wanted)
	}
}

// A new image or a new node: the series appear with the value 1, after the pull that took too long.
func TestFirstSlowPullsOfNewNodes(t *testing.T) {
	s := story{}
	for node := range 3 {
		s.kubelet(fmt.Sprintf("aks-%d", node), class, 120, []pull{{20, 610}})
	}
	expect(t, s, map[string][][2]int{slowSize: {{21, 49}}, slow: {{21, 49}}})
}

func TestSlowPullsFireAgainAfterSilence(t *testing.T) {
	s := story{}
	s.kubelet("aks-1", class, 240, []pull{{20, 610}, {90, 40}, {150, 610}})
	expect(t, s, map[string][][2]int{slowSize: {{21, 49}, {151, 178}}, slow: {{21, 49}, {151, 178}}})
}

func TestSlowPullAfterARestartOfTheKubelet(t *testing.T) {
	s := story{}
	s.kubelet("aks-1", class, 120, []pull{{5, 40}, {6, 45}, {7, 50}, {60, 610}}, 58)
	fired := firing(t, s)
	if len(fired[slowSize]) == 0 || fired[slowSize][0] != 61 {
		t.Errorf("fired %v; expected from minute 61 on", spells(fired[slowSize]))
	}
}

// Five nodes pull every hour what takes a third of the timeout, and their containers wait for that without a failure.
func TestHealthyDay(t *testing.T) {
	const day = 24 * 60
	s := story{}
	for node := range 5 {
		var pulls []pull
		for hour := range 23 {
			pulls = append(pulls, pull{hour*60 + node, 60 + float64(20*node)})
		}
		s.kubelet(fmt.Sprintf("aks-%d", node), class, day, pulls)
		s.waiting("container", fmt.Sprintf("web-%d", node), lasting("", 5, "ContainerCreating", 3, "", day-8))
	}
	expect(t, s, map[string][][2]int{})
}

// The kubelet alternates between the pull that fails and the wait before the next one.
func TestReasonFlips(t *testing.T) {
	flips := []string{}
	for range 10 {
		flips = append(flips, "ErrImagePull", "ImagePullBackOff")
	}
	healthy := lasting("", 30)
	reasons := append(append(append(append([]string{}, healthy...), flips...), healthy...), flips...)
	for _, kind := range []string{"container", "init_container"} {
		t.Run(kind, func(t *testing.T) {
			s := story{}
			s.waiting(kind, "web-1", reasons)
			expect(t, s, map[string][][2]int{failing: {{35, 49}, {85, 99}}})
		})
	}
}

// A registry that is briefly away: the second attempt succeeds.
func TestOneFailedAttempt(t *testing.T) {
	s := story{}
	s.waiting("container", "web-1", lasting("", 10, "ErrImagePull", 1, "ImagePullBackOff", 3, "", 30))
	expect(t, s, map[string][][2]int{})
}

// Others' clusters send to the same workspace.
func TestAnotherCluster(t *testing.T) {
	s := story{}
	for name, values := range func() story {
		o := story{}
		o.kubelet("aks-1", class, 60, []pull{{20, 610}})
		o.waiting("container", "web-1", lasting("ErrImagePull", 60))
		return o
	}() {
		s[replaceCluster(name)] = values
	}
	expect(t, s, map[string][][2]int{})
}
