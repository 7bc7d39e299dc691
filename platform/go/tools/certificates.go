package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// Ten years: a platform that is kept for long must not stop one morning, and its keys never leave this machine.
const validity = 10 * 365 * 24 * time.Hour

type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// certificates writes everything that the control plane and the kubelet identify themselves with into a new folder.
func certificates(args []string) error {
	flags := flag.NewFlagSet("certificates", flag.ExitOnError)
	folder := flags.String("folder", "", "folder to create")
	node := flags.String("node", "", "name of the node")
	address := flags.String("address", "", "IP address of the node")
	service := flags.String("service-address", "", "IP address of the kubernetes service")
	if err := flags.Parse(args); err != nil {
		return err
	}
	addresses := []net.IP{net.ParseIP("127.0.0.1"), net.ParseIP(*address), net.ParseIP(*service)}
	if *folder == "" || *node == "" || addresses[1] == nil || addresses[2] == nil {
		return errors.New("certificates needs -folder, -node, -address and -service-address")
	}
	if err := os.MkdirAll(*folder, 0o700); err != nil {
		return err
	}
	ca, err := newAuthority(*folder)
	if err != nil {
		return err
	}
	return errors.Join(
		ca.server(*folder, "apiserver", "kube-apiserver", addresses,
			"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"),
		ca.client(*folder, "admin", "admin", "system:masters"),
		ca.client(*folder, "kubelet-client", "apiserver-kubelet-client", "system:masters"),
		ca.client(*folder, "controller-manager", "system:kube-controller-manager"),
		ca.client(*folder, "scheduler", "system:kube-scheduler"),
		ca.kubelet(*folder, *node, addresses[:2]),
		serviceAccountKey(*folder),
	)
}

// nodeCertificates writes what the kubelet of one more node identifies itself with into a new folder.
func nodeCertificates(args []string) error {
	flags := flag.NewFlagSet("node-certificates", flag.ExitOnError)
	folder := flags.String("folder", "", "folder to create")
	authority := flags.String("authority", "", "folder with ca.crt and ca.key")
	node := flags.String("node", "", "name of the node")
	address := flags.String("address", "", "IP address of the node")
	if err := flags.Parse(args); err != nil {
		return err
	}
	addresses := []net.IP{net.ParseIP("127.0.0.1"), net.ParseIP(*address)}
	if *folder == "" || *authority == "" || *node == "" || addresses[1] == nil {
		return errors.New("node-certificates needs -folder, -authority, -node and -address")
	}
	ca, err := readAuthority(*authority)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(*folder, 0o700); err != nil {
		return err
	}
	return ca.kubelet(*folder, *node, addresses)
}

func readAuthority(folder string) (*authority, error) {
	pair, err := tls.LoadX509KeyPair(filepath.Join(folder, "ca.crt"), filepath.Join(folder, "ca.key"))
	if err != nil {
		return nil, err
	}
	key, right := pair.PrivateKey.(*ecdsa.PrivateKey)
	if !right {
		return nil, fmt.Errorf("%s: not a key of this program", filepath.Join(folder, "ca.key"))
	}
	return &authority{certificate: pair.Leaf, key: key}, nil
}

// kubelet is a server to the API server, and a client of it.
func (ca *authority) kubelet(folder, node string, addresses []net.IP) error {
	return errors.Join(
		ca.server(folder, "kubelet-server", node, addresses, node),
		ca.client(folder, "kubelet", "system:node:"+node, "system:nodes"),
	)
}

func newAuthority(folder string) (*authority, error) {
	template := template("local-ca")
	template.IsCA, template.BasicConstraintsValid = true, true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	key, err := newKey(folder, "ca")
	if err != nil {
		return nil, err
	}
	ca := &authority{certificate: template, key: key}
	return ca, ca.sign(folder, "ca", template, key)
}

func (ca *authority) server(folder, file, name string, addresses []net.IP, names ...string) error {
	template := template(name)
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	template.IPAddresses, template.DNSNames = addresses, names
	return ca.issue(folder, file, template)
}

func (ca *authority) client(folder, file, name string, groups ...string) error {
	template := template(name, groups...)
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	return ca.issue(folder, file, template)
}

func (ca *authority) issue(folder, file string, template *x509.Certificate) error {
	key, err := newKey(folder, file)
	if err != nil {
		return err
	}
	return ca.sign(folder, file, template, key)
}

func (ca *authority) sign(folder, file string, template *x509.Certificate, key *ecdsa.PrivateKey) error {
	signed, err := x509.CreateCertificate(rand.Reader, template, ca.certificate, key.Public(), ca.key)
	if err != nil {
		return err
	}
	return writePem(filepath.Join(folder, file+".crt"), "CERTIFICATE", signed)
}

func template(name string, groups ...string) *x509.Certificate {
	serial, _ := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: name, Organization: groups},
		// An hour back, because the clock of a virtual machine may be set back after its start.
		NotBefore: time.Now().Add(-time.Hour),
		NotAfter:  time.Now().Add(validity),
		KeyUsage:  x509.KeyUsageDigitalSignature,
	}
}

func serviceAccountKey(folder string) error {
	_, err := newKey(folder, "service-account")
	return err
}

func newKey(folder, file string) (*ecdsa.PrivateKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	encoded, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, writePem(filepath.Join(folder, file+".key"), "EC PRIVATE KEY", encoded)
}

func writePem(path, kind string, content []byte) error {
	return os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600)
}

// selfSigned is a certificate that no machine trusts.
func selfSigned(address net.Addr) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	certificate := template("registry")
	certificate.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	certificate.IPAddresses = []net.IP{address.(*net.TCPAddr).IP}
	signed, err := x509.CreateCertificate(rand.Reader, certificate, certificate, key.Public(), key)
	return tls.Certificate{Certificate: [][]byte{signed}, PrivateKey: key}, err
}
