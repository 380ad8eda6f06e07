using System;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Transport;

public sealed class CertificateAuthoritiesTests : IDisposable
{
    private readonly TempFolder _folder = new("ca");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(-30, -2, "the certificate of the-host expired on ")]
    [InlineData(2, 30, "the certificate of the-host is valid only from ")]
    [InlineData(-30, 30, null)]
    public void A_certificate_out_of_its_time_is_refused_with_the_reason_although_its_authority_is_known(int from, int to, string? reason)
    {
        using var authority = Certificate("CN=the-authority", -40, 40, null);
        using var server = Certificate("CN=the-host", from, to, authority);
        var authorities = CertificateAuthorities.Read(_folder.Write("ca.pem", authority.ExportCertificatePem()));

        var fault = Record.Exception(() => Assert.True(authorities.Accept(server, null, SslPolicyErrors.RemoteCertificateChainErrors)));

        Assert.Equal(reason is null, fault is null);
        Assert.True(reason is null || (fault is AuthenticationException && fault.Message.StartsWith(reason, StringComparison.Ordinal)), fault?.Message);
    }

    private X509Certificate2 Certificate(string name, int from, int to, X509Certificate2? authority)
    {
        var request = new CertificateRequest(name, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority is null, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        return authority is null ? request.CreateSelfSigned(now.AddDays(from), now.AddDays(to)) : request.Create(authority, now.AddDays(from), now.AddDays(to), RandomNumberGenerator.GetBytes(8));
    }
}
