using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HolySheep.Errors;

namespace HolySheep.Cli.Input;

/// <summary>Reads a certificate with its key.</summary>
internal static class CertificateFile
{
    /// <summary>The certificate in a PEM file that contains its key too.</summary>
    /// <exception cref="HolySheepException">The file cannot be read, or has no certificate with a key.</exception>
    public static X509Certificate2 Read(string path)
    {
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(path);

            // Windows takes only keys from a store or a PKCS #12 file for TLS.
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HolySheepException(
                ErrorCode.ArgumentInvalid, $"The file '{path}' has no certificate that can be used: {exception.Message}", "Give a PEM file with the certificate and its unencrypted private key.", exception);
        }
    }
}
