using System;
using HolySheep.Chat.Parts;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols;

/// <summary>Reads pictures and documents by their data or their address.</summary>
internal static class AttachmentSource
{
    private const string Data = "data:";
    private const string Base64 = ";base64";

    /// <summary>An attachment from a URL: <c>data:</c> with the bytes, or an address that the provider fetches.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="name">The name for the model; null takes the last part of the address.</param>
    /// <param name="mediaType">The type of an address that does not show its own.</param>
    /// <param name="member">The member of the body, for messages.</param>
    /// <exception cref="FaultException">The URL is neither.</exception>
    public static ChatAttachment OfUrl(string url, string? name, string mediaType, string member)
    {
        if (url.StartsWith(Data, StringComparison.OrdinalIgnoreCase))
        {
            var comma = url.IndexOf(',', StringComparison.Ordinal);
            var head = comma < 0 ? "" : url[Data.Length..comma];
            return head.EndsWith(Base64, StringComparison.OrdinalIgnoreCase)
                ? OfBase64(url[(comma + 1)..], name, head[..^Base64.Length].Split(';')[0], member)
                : throw FaultException.OfMember(member, $"'{member}' has a data URL that is not 'data:TYPE;base64,DATA'.");
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new ChatAttachment(name ?? LastPart(address), TypeOf(address) ?? mediaType, address)
            : throw FaultException.OfMember(member, $"'{member}' takes a data URL or an address that begins with https://.");
    }

    /// <summary>An attachment from base64.</summary>
    /// <exception cref="FaultException">The text is not base64, or there is no type.</exception>
    public static ChatAttachment OfBase64(string text, string? name, string mediaType, string member)
    {
        var bytes = new byte[((text.Length + 3) / 4 * 3) + 3];
        return mediaType.Contains('/', StringComparison.Ordinal) && text.Length > 0 && Convert.TryFromBase64String(text, bytes, out var length)
            ? new ChatAttachment(name ?? "attachment", mediaType.ToLowerInvariant(), bytes.AsMemory(0, length))
            : throw FaultException.OfMember(member, $"'{member}' has no base64 data of a known type.");
    }

    private static string LastPart(Uri address) => address.Segments[^1].Trim('/') is { Length: > 0 } last ? last : "attachment";

    private static string? TypeOf(Uri address) => System.IO.Path.GetExtension(address.AbsolutePath).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".pdf" => "application/pdf",
        _ => null,
    };
}
