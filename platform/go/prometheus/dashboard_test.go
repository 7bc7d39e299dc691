package prometheus

import (
	"fmt"
	"math"
	"os"
	"testing"
)

// A release on two pools: the images of one come late, then a bad tag is rolled out, and repaired.
func release() story {
	const minutes = 180
	s := story{}
	for node := range 3 {
		s.kubelet(fmt.Sprintf("aks-apps-12345678-vmss00000%d", node), class, minutes, []pull{{20, 90}, {80, 100}})
		s.kubelet(fmt.Sprintf("aks-gpu-12345678-vmss00000%d", node), "1GB-5GB", minutes, []pull{{60, 700}})
	}
	s.waiting("container", "web-1", lasting("", 100, "ErrImagePull", 2, "ImagePullBackOff", 28, "", 50))
	s[`kube_deployment_spec_replicas{cluster="aks-app",namespace="shop",deployment="web"}`] = constant(3, minutes)
	available := constant(3, minutes)
	for minute := 100; minute < 130; minute++ {
		available[minute] = 2
	}
	s[`kube_deployment_status_replicas_available{cluster="aks-app",namespace="shop",deployment="web"}`] = available
	errors := constant(0, minutes)
	for minute := 100; minute < minutes; minute++ {
		errors[minute] = min(float64(minute-99), 30)
	}
	s[`kubelet_runtime_operations_errors_total{cluster="aks-app",instance="aks-apps-12345678-vmss000000",operation_type="pull_image"}`] = errors
	return s
}

func constant(value float64, minutes int) []float64 {
	values := make([]float64, minutes)
	for minute := range values {
		values[minute] = value
	}
	return values
}

func TestDashboard(t *testing.T) {
	all := drawn(t, release())
	if file := os.Getenv("DRAWN"); file != "" {
		write(t, file, all)
	}
	for _, wanted := range []struct {
		panel, line string
		minute      int
		least, most float64
	}{
		{"Slowest pulls by size of the image", class, 20, 60, 120},
		{"Slowest pulls by size of the image", "1GB-5GB", 60, 600, 900},
		{"Slowest pulls by size of the image", "timeout " + class, 0, 300, 300},
		{"Slowest pulls by size of the image", "timeout 10MB-100MB", 179, 120, 120},
		{"Slowest pulls by node pool", "apps", 80, 60, 120},
		{"Slowest pulls by node pool", "gpu", 60, 600, 900},
		{"Containers whose image cannot be pulled, by reason", "ErrImagePull", 100, 1, 1},
		{"Containers whose image cannot be pulled, by reason", "ImagePullBackOff", 120, 1, 1},
		{"Where they are", "shop", 110, 1, 1},
		{"Failed attempts by node pool", "apps", 129, 25, 31},
		{"Replicas that are missing, by Deployment", "shop/web", 115, 1, 1},
	} {
		lines := all[wanted.panel]
		line, found := lines[wanted.line]
		if !found {
			t.Errorf("%s has no line %q, but %v", wanted.panel, wanted.line, names(lines))
		} else if value := line[wanted.minute]; !(value >= wanted.least && value <= wanted.most) {
			t.Errorf("%s: %s is %v in minute %d; expected %v to %v", wanted.panel, wanted.line, value, wanted.minute, wanted.least, wanted.most)
		}
	}
	for _, silent := range []struct {
		panel, line string
		minute      int
	}{
		{"Containers whose image cannot be pulled, by reason", "ErrImagePull", 99},
		{"Where they are", "shop", 140},
		{"Replicas that are missing, by Deployment", "shop/web", 50},
		{"Slowest pulls by node pool", "gpu", 120},
	} {
		if value := all[silent.panel][silent.line][silent.minute]; !math.IsNaN(value) {
			t.Errorf("%s: %s is %v in minute %d; expected nothing", silent.panel, silent.line, value, silent.minute)
		}
	}
}

// Every panel draws something in this story, so none asks for what nobody has.
func TestEveryPanelDraws(t *testing.T) {
	for title, lines := range drawn(t, release()) {
		if len(lines) == 0 {
			t.Errorf("%s draws nothing", title)
		}
	}
}
