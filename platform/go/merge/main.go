// Prints what Kubernetes itself says of strategic merge patches: the merge keys of the types of a pod, from the tags of its
// own Go types, what its own implementation makes of some patches, and what each field holds. The output is a fixture of the unit tests:
//
//	go run . < ../../../test/model/workload/patches.json > ../../../test/model/workload/kubernetesMerge.json
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
)

type field struct {
	Strategy string `json:"strategy,omitempty"`
	Key      string `json:"key,omitempty"`
	Of       string `json:"of,omitempty"`
}

type patches struct {
	Original map[string]any            `json:"original"`
	Patches  map[string]map[string]any `json:"patches"`
}

func main() {
	table := map[string]map[string]field{}
	describe(reflect.TypeOf(appsv1.DeploymentSpec{}), table)
	prune(table)
	given := patches{}
	fail(json.NewDecoder(os.Stdin).Decode(&given))
	merged := map[string]string{}
	for name, patch := range given.Patches {
		merged[name] = mergedJSON(name, given.Original, patch)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	fail(encoder.Encode(map[string]any{"types": table, "merged": merged, "fields": fields()}))
}

func mergedJSON(name string, original, patch map[string]any) string {
	originalText, err := json.Marshal(original)
	fail(err)
	patchText, err := json.Marshal(patch)
	fail(err)
	result, err := strategicpatch.StrategicMergePatch(originalText, patchText, appsv1.DeploymentSpec{})
	if err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
	return string(result)
}

func describe(structure reflect.Type, table map[string]map[string]field) {
	if _, known := table[structure.Name()]; known {
		return
	}
	fields := map[string]field{}
	table[structure.Name()] = fields
	collect(structure, fields, table)
}

func collect(structure reflect.Type, fields map[string]field, table map[string]map[string]field) {
	for index := 0; index < structure.NumField(); index++ {
		member := structure.Field(index)
		element := member.Type
		for element.Kind() == reflect.Pointer || element.Kind() == reflect.Slice {
			element = element.Elem()
		}
		name, _, _ := strings.Cut(member.Tag.Get("json"), ",")
		if name == "" && element.Kind() == reflect.Struct {
			collect(element, fields, table)
			continue
		}
		described := field{Strategy: member.Tag.Get("patchStrategy"), Key: member.Tag.Get("patchMergeKey")}
		if element.Kind() == reflect.Struct && strings.HasPrefix(element.PkgPath(), "k8s.io/api/") {
			described.Of = element.Name()
			describe(element, table)
		}
		fields[name] = described
	}
}

// Leaves out what merges as any other map or list does.
func prune(table map[string]map[string]field) {
	for again := true; again; {
		again = false
		for name, fields := range table {
			for key, described := range fields {
				if _, kept := table[described.Of]; !kept && described.Of != "" {
					described.Of = ""
					fields[key] = described
				}
				if described == (field{}) {
					delete(fields, key)
				}
			}
			if len(fields) == 0 {
				delete(table, name)
				again = true
			}
		}
	}
}

func fail(err error) {
	if err != nil {
		panic(err)
	}
}
