using System;
using System.Text.RegularExpressions;
using HolySheep.Chat.Parts;
using HolySheep.Errors;

namespace HolySheep.Attachments;

/// <summary>The address of an attachment, http or https.</summary>
public static class AttachmentAddress
{
    private static readonly Regex Scheme = new("^[A-Za-z][A-Za-z0-9+.-]+://", RegexOptions.CultureInvariant);

    /// <summary>Whether a text is an address, which is fetched, and not the path of a file.</summary>
    public static bool Is(string source) => Scheme.IsMatch(source);

    /// <summary>Reads an address.</summary>
    /// <exception cref="HolySheepException">It is not one of http or https, or contains a user name.</exception>
    public static Uri Parse(string source)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The attachment '{Scheme.Match(source).Value}…' is not an address of http or https.", "Give the path of a file, or an address that begins with https://.");
        }

        return address.UserInfo.Length == 0
            ? address
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The address of the attachment at {address.Host} contains a user name, which is not sent.", "Download the file, and attach it by its path.");
    }

    /// <summary>An address for a message: without its query, which may contain a key.</summary>
    internal static string Shown(Uri address) => address.GetLeftPart(UriPartial.Path);

    /// <summary>The name for the model: the last part of the path, otherwise the host.</summary>
    internal static string NameOf(Uri address) => Uri.UnescapeDataString(address.Segments[address.Segments.Length - 1].Trim('/')) is { Length: > 0 } name ? name : address.Host;

    /// <summary>The attachment without its bytes, for a call that is not made.</summary>
    internal static ChatAttachment Unfetched(Uri address) => new(NameOf(address), AttachmentKind.OfName(NameOf(address)) ?? "text/plain", address);
}
