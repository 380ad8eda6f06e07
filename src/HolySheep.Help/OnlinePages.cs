using System;
using System.IO;
using System.Text.RegularExpressions;

namespace HolySheep.Help;

/// <summary>The addresses of the cmdlets' pages in the repository that a module manifest names.</summary>
internal sealed partial class OnlinePages
{
    // HEAD is the default branch, whatever its name is.
    private const string Pages = "/blob/HEAD/docs/en-US/";

    private readonly string? _repository;

    private OnlinePages(string? repository) => _repository = repository;

    /// <summary>Reads the <c>ProjectUri</c> of a manifest; if it is missing or empty, no cmdlet has an address.</summary>
    /// <exception cref="InvalidDataException">It is not an http or https address that a path can follow.</exception>
    internal static OnlinePages Read(string manifest)
    {
        if (ProjectUri().Match(File.ReadAllText(manifest)) is not { Success: true } match)
        {
            return new OnlinePages(null);
        }

        // PowerShell opens addresses of these two schemes only.
        var text = match.Groups["uri"].Value;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Query.Length + uri.Fragment.Length == 0
            ? new OnlinePages(uri.AbsoluteUri.TrimEnd('/'))
            : throw new InvalidDataException($"ProjectUri is '{text}'. Give the http or https address of the repository, without a query or a fragment, or remove the line.");
    }

    /// <summary>The address of a cmdlet's page; null if the manifest names none.</summary>
    internal string? Of(CmdletShape cmdlet) => _repository is null ? null : $"{_repository}{Pages}{cmdlet.Name}.md";

    [GeneratedRegex("""^[^#\r\n]*\bProjectUri\s*=\s*['"](?<uri>[^'"\r\n]+)""", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ProjectUri();
}
