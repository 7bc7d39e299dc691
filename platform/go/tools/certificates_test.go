package main

import (
	"crypto/tls"
	"crypto/x509"
	"os"
	"path/filepath"
	"testing"
)

func TestEveryCertificateIsSignedByTheAuthority(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "pki")
	err := certificates([]string{"-folder", folder, "-node", "node-1", "-address", "10.1.0.1", "-service-address", "10.2.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	ca, err := os.ReadFile(filepath.Join(folder, "ca.crt"))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	usages := map[string]x509.ExtKeyUsage{
		"apiserver": x509.ExtKeyUsageServerAuth, "kubelet-server": x509.ExtKeyUsageServerAuth,
		"admin": x509.ExtKeyUsageClientAuth, "kubelet-client": x509.ExtKeyUsageClientAuth,
		"controller-manager": x509.ExtKeyUsageClientAuth, "scheduler": x509.ExtKeyUsageClientAuth,
		"kubelet": x509.ExtKeyUsageClientAuth,
	}
	for name, usage := range usages {
		pair, err := tls.LoadX509KeyPair(filepath.Join(folder, name+".crt"), filepath.Join(folder, name+".key"))
		if err != nil {
			t.Fatal(err)
		}
		options := x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{usage}}
		if _, err := pair.Leaf.Verify(options); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name == "apiserver" && pair.Leaf.VerifyHostname("10.2.0.1") != nil {
			t.Error("the API server's certificate lacks the service's address")
		}
	}
}

func TestKeysAreReadableByTheOwnerOnly(t *testing.T) {
	folder := t.TempDir()
	if _, err := newKey(folder, "service-account"); err != nil {
		t.Fatal(err)
	}
	found, err := os.Stat(filepath.Join(folder, "service-account.key"))
	if err != nil || found.Mode().Perm() != 0o600 {
		t.Errorf("got %v %v", found.Mode(), err)
	}
}

func TestAMissingAddressIsRefused(t *testing.T) {
	if certificates([]string{"-folder", t.TempDir(), "-node", "node-1", "-address", "nonsense"}) == nil {
		t.Error("accepted")
	}
}

func TestAnotherNodeIsSignedByTheSameAuthority(t *testing.T) {
	authority, folder := filepath.Join(t.TempDir(), "pki"), filepath.Join(t.TempDir(), "node-2")
	err := certificates([]string{"-folder", authority, "-node", "node-1", "-address", "10.1.0.1", "-service-address", "10.2.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := nodeCertificates([]string{"-folder", folder, "-authority", authority, "-node", "node-2", "-address", "10.3.0.1"}); err != nil {
		t.Fatal(err)
	}
	ca, err := os.ReadFile(filepath.Join(authority, "ca.crt"))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	for name, usage := range map[string]x509.ExtKeyUsage{
		"kubelet-server": x509.ExtKeyUsageServerAuth, "kubelet": x509.ExtKeyUsageClientAuth,
	} {
		pair, err := tls.LoadX509KeyPair(filepath.Join(folder, name+".crt"), filepath.Join(folder, name+".key"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pair.Leaf.Verify(x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{usage}}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name == "kubelet" && pair.Leaf.Subject.CommonName != "system:node:node-2" {
			t.Errorf("the kubelet is %s", pair.Leaf.Subject.CommonName)
		}
	}
}
