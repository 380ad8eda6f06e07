using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace HolySheep.Transport;

/// <summary>Says in words what is wrong with a server's certificate.</summary>
internal static class CertificateFault
{
    /// <summary>What is wrong with a chain that was refused.</summary>
    public static string Of(X509Chain chain)
    {
        var now = chain.ChainPolicy.VerificationTime;
        foreach (var certificate in chain.ChainElements.Cast<X509ChainElement>().Select(element => element.Certificate))
        {
            if (certificate.NotAfter < now)
            {
                return $"the certificate of {NameOf(certificate)} expired on {Day(certificate.NotAfter)}";
            }

            if (certificate.NotBefore > now)
            {
                return $"the certificate of {NameOf(certificate)} is valid only from {Day(certificate.NotBefore)}";
            }
        }

        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        return (status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid)) != 0 && chain.ChainElements.Count > 0
            ? Untrusted(chain.ChainElements[0].Certificate)
            : "the server's certificate is not valid: " + string.Join(", ", chain.ChainStatus.Select(one => one.Status));
    }

    /// <summary>The authority of a certificate is unknown.</summary>
    public static string Untrusted(X509Certificate2 certificate) => $"neither the system nor network.caFile trusts the authority of the server's certificate: {certificate.Issuer}";

    /// <summary>The host of a certificate, or its whole name if it has none.</summary>
    public static string NameOf(X509Certificate certificate)
    {
        using var copy = new X509Certificate2(certificate);
        return copy.GetNameInfo(X509NameType.DnsName, forIssuer: false) is { Length: > 0 } name ? name : certificate.Subject;
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
