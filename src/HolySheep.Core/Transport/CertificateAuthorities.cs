using System;
using System.Collections.Generic;
using System.IO;
#if !NET8_0_OR_GREATER
using System.Linq;
#endif
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Transport;

/// <summary>Adds certificate authorities from a PEM file to those of the system.</summary>
internal sealed class CertificateAuthorities
{
    private static readonly Regex Block = new("-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----", RegexOptions.CultureInvariant);
    private readonly X509Certificate2Collection _authorities;

    private CertificateAuthorities(X509Certificate2Collection authorities) => _authorities = authorities;

    /// <exception cref="ConfigurationException">The file cannot be read or contains no certificate.</exception>
    public static CertificateAuthorities Read(string file)
    {
        try
        {
            FileKind.ThrowIfOther(file);
            var authorities = new X509Certificate2Collection();
            foreach (Match block in Block.Matches(File.ReadAllText(file)))
            {
                var bytes = Convert.FromBase64String(block.Groups[1].Value);
#if NET9_0_OR_GREATER
                authorities.Add(X509CertificateLoader.LoadCertificate(bytes));
#else
                authorities.Add(new X509Certificate2(bytes));
#endif
            }

            return authorities.Count > 0
                ? new CertificateAuthorities(authorities)
                : throw new ConfigurationException($"the file '{file}' contains no PEM certificate", key: "network.caFile");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
        {
            throw new ConfigurationException($"the file '{file}' cannot be read: {exception.Message}", key: "network.caFile", hint: "Give the path of a PEM file.");
        }
    }

    /// <summary>Whether a server's certificate is accepted.</summary>
    /// <exception cref="AuthenticationException">It is not: the message says why, which the HTTP stack would not.</exception>
    public bool Accept(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
        {
            throw new AuthenticationException("the server sent no certificate");
        }

        var faults = new List<string>();
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            faults.Add($"the server's certificate is for another host name: {CertificateFault.NameOf(certificate)}");
        }

        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0 && FindFault(certificate, presented) is { } fault)
        {
            faults.Add(fault);
        }

        return faults.Count == 0 ? true : throw new AuthenticationException(string.Join("; ", faults));
    }

    /// <summary>Why a certificate is not trusted, with the authorities of the file counted as trusted; null if it is.</summary>
    private string? FindFault(X509Certificate certificate, X509Chain? presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ExtraStore.AddRange(_authorities);
        if (presented is not null)
        {
            foreach (var element in presented.ChainElements)
            {
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
        }
#if NET8_0_OR_GREATER
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        return chain.Build((X509Certificate2)certificate) ? null : CertificateFault.Of(chain);
#else
        // This framework cannot trust a root for one chain only, so unknown roots are allowed and then compared with ours.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        using var leaf = new X509Certificate2(certificate);
        return !chain.Build(leaf) ? CertificateFault.Of(chain)
            : _authorities.Cast<X509Certificate2>().Any(authority => authority.Thumbprint == chain.ChainElements.Cast<X509ChainElement>().Last().Certificate.Thumbprint) ? null
            : CertificateFault.Untrusted(leaf);
#endif
    }
}
