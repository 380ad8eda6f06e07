#if NET8_0_OR_GREATER
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Transport;

/// <summary>A compressed body that is read decompressed. .NET Framework's handler does the same itself.</summary>
// The handler's own decompression is a layer around every request, which costs an eighth of what a call takes beyond the bare exchange; most replies come uncompressed.
internal sealed class PackedBody : HttpContent
{
    private const string EncodingHeader = "Content-Encoding";
    private readonly HttpContent _packed;
    private readonly IReadOnlyList<string> _encodings;

    private PackedBody(HttpContent packed, IReadOnlyList<string> encodings)
    {
        _packed = packed;
        _encodings = encodings;
        foreach (var header in packed.Headers.NonValidated)
        {
            if (!header.Key.Equals(EncodingHeader, StringComparison.OrdinalIgnoreCase) && !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }
    }

    // Not deflate, which servers write in two ways; one that comes unasked is read in both.
    /// <summary>Asks for a compressed reply, unless the caller has said what it takes.</summary>
    public static void Accept(HttpRequestMessage request)
    {
        if (!request.Headers.NonValidated.Contains("Accept-Encoding"))
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        }
    }

    /// <summary>Lets the body of a reply be read decompressed.</summary>
    public static void Unpack(HttpResponseMessage response)
    {
        if (response.Content.Headers.NonValidated.TryGetValues(EncodingHeader, out var encodings)
            && Names(encodings.ToString()) is { Count: > 0 } names && names.TrueForAll(IsKnown))
        {
            response.Content = new PackedBody(response.Content, names);
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
    {
        var body = await _packed.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);

        // The encodings stand in the order in which they were applied.
        for (var place = _encodings.Count - 1; place >= 0; place--)
        {
            body = _encodings[place] switch
            {
                "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
                "br" => new BrotliStream(body, CompressionMode.Decompress),
                _ => new DeflateBody(body),
            };
        }

        return body;
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using var body = await CreateContentReadStreamAsync().ConfigureAwait(false);
        await body.CopyToAsync(stream).ConfigureAwait(false);
    }

    private static List<string> Names(string encodings) => encodings.Split(',').Select(name => name.Trim().ToLowerInvariant()).Where(name => name.Length > 0 && name != "identity").ToList();

    private static bool IsKnown(string encoding) => encoding is "gzip" or "x-gzip" or "deflate" or "br";

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _packed.Dispose();
        }

        base.Dispose(disposing);
    }
}
#endif
