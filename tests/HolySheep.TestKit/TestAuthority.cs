using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HolySheep.TestKit;

/// <summary>A certificate authority made for one test, with a server certificate for 127.0.0.1, localhost and further hosts.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly TempFolder _folder = new("ca");

    /// <summary>Makes the keys and certificates and writes the PEM file.</summary>
    public TestAuthority(params IEnumerable<string> hosts)
    {
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        DateTimeOffset to = from.AddDays(30);
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=HolySheep test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using X509Certificate2 authority = authorityRequest.CreateSelfSigned(from, to);

        using ECDsa serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serverRequest = new CertificateRequest("CN=127.0.0.1", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        foreach (string host in hosts.Prepend("localhost"))
        {
            names.AddDnsName(host);
        }

        serverRequest.CertificateExtensions.Add(names.Build());
        serverRequest.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using X509Certificate2 signed = serverRequest.Create(authority, from, to, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 server = signed.CopyWithPrivateKey(serverKey);

        // Windows takes no ephemeral keys for servers, so the pair goes through PKCS 12
        ServerCertificate = X509CertificateLoader.LoadPkcs12(server.Export(X509ContentType.Pkcs12), null);
        CaFile = _folder.Write("ca.pem", authority.ExportCertificatePem());
    }

    /// <summary>The PEM file with the authority's certificate.</summary>
    public string CaFile { get; }

    internal X509Certificate2 ServerCertificate { get; }

    /// <summary>Removes the PEM file.</summary>
    public void Dispose()
    {
        ServerCertificate.Dispose();
        _folder.Dispose();
    }
}
