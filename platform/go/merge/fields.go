package main

import (
	"encoding/json"
	"reflect"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/api/resource"
)

type kinds map[string]map[string]string

var marshaler = reflect.TypeOf((*json.Marshaler)(nil)).Elem()

// What each field of each type of a pod holds: `[` for a list of what follows, `{` for a map to it.
func fields() kinds {
	table := kinds{}
	table.describe(reflect.TypeOf(appsv1.DeploymentSpec{}))
	return table
}

func (table kinds) describe(structure reflect.Type) {
	if _, known := table[structure.Name()]; !known {
		fields := map[string]string{}
		table[structure.Name()] = fields
		table.collect(structure, fields)
	}
}

func (table kinds) collect(structure reflect.Type, fields map[string]string) {
	for index := 0; index < structure.NumField(); index++ {
		member := structure.Field(index)
		name, _, _ := strings.Cut(member.Tag.Get("json"), ",")
		if name == "" {
			table.collect(pointedAt(member.Type), fields)
		} else {
			fields[name] = table.kind(member.Type)
		}
	}
}

func (table kinds) kind(given reflect.Type) string {
	value := pointedAt(given)
	if value == reflect.TypeOf(resource.Quantity{}) {
		return "quantity"
	}
	// Ports by number or name, and times.
	if value.Implements(marshaler) || reflect.PointerTo(value).Implements(marshaler) {
		return "any"
	}
	switch value.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "boolean"
	case reflect.Int32, reflect.Int64:
		return "number"
	case reflect.Slice:
		return "[" + table.kind(value.Elem())
	case reflect.Map:
		return "{" + table.kind(value.Elem())
	case reflect.Struct:
		table.describe(value)
		return value.Name()
	default:
		return "any"
	}
}

func pointedAt(given reflect.Type) reflect.Type {
	if given.Kind() == reflect.Pointer {
		return given.Elem()
	}
	return given
}
