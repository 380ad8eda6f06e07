using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace HolySheep.Calls.Caching;

/// <summary>The key of an answer: a hash of everything that its first target would be sent, but for the authorization.</summary>
internal static class AnswerKey
{
    // Raised when the same bytes come to mean another answer, or the format of kept answers changes.
    private const int Version = 1;

    /// <param name="client">The client of a gateway that asks: none is given what another has asked. Empty if there is none.</param>
    /// <param name="provider">The configured name of the provider.</param>
    /// <param name="request">The address, the headers and the body, from the provider.</param>
    public static string Of(string client, string provider, byte[] request)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            // Each text is written with its length, so that no two requests give the same bytes.
            writer.Write(Version);
            writer.Write(client);
            writer.Write(provider);
            writer.Write(request);
        }

        bytes.Position = 0;
        using var hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(bytes)).Replace("-", "");
    }
}
