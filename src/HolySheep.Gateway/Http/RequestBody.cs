using System;
using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Http;

/// <summary>Reads the body of a request: one JSON object, bounded in size, depth and time.</summary>
internal static class RequestBody
{
    /// <summary>The most bytes of a body.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    private const int MostLevels = 64;

    private static readonly RequestFault TooLarge = new(FaultKind.TooLarge, "request_too_large", "The body has more than 32 MB.");
    private static readonly JsonDocumentOptions Bounds = new() { MaxDepth = MostLevels, AllowDuplicateProperties = false };
    private static readonly BodyFaults Faults = new(new JsonReaderOptions { MaxDepth = MostLevels });

    /// <summary>Reads all bytes.</summary>
    /// <exception cref="FaultException">The body is too large, encoded, late or empty.</exception>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Headers.ContentEncoding is [{ Length: > 0 } encoding] && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new FaultException(new RequestFault(FaultKind.Encoding, "unsupported_encoding", "The body is compressed, which is not supported. Send it as it is."));
        }

        if (request.ContentLength > MostBytes)
        {
            throw new FaultException(TooLarge);
        }

        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await ReadAllAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new FaultException(new RequestFault(FaultKind.Late, "request_timeout", FormattableString.Invariant($"The body did not arrive within {limit.TotalSeconds:0.#} s.")));
        }
    }

    /// <summary>Reads the object in a body.</summary>
    /// <exception cref="FaultException">It is not one JSON object in UTF-8, is nested too deeply, has a member twice, or has half of a character.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            throw new FaultException(new RequestFault(FaultKind.BadRequest, "invalid_json", "The body is not valid UTF-8."));
        }

        try
        {
            // Before the document: its search for repeated names fails on half of a character.
            Faults.ThrowIfHalved(body.Span);
            var document = JsonDocument.Parse(body, Bounds);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            throw new FaultException(new RequestFault(FaultKind.BadRequest, "invalid_json", "The body is not a JSON object."));
        }
        catch (JsonException exception)
        {
            // Only a repeated name has no place.
            throw new FaultException(new RequestFault(FaultKind.BadRequest, "invalid_json", exception.LineNumber is null && Faults.FindRepeated(body.Span) is { } repeated
                ? $"The body has the member '{repeated}' twice in one object."
                : FormattableString.Invariant($"The body is not valid JSON, or is nested more than {MostLevels} deep: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.")));
        }
    }

    private static async Task<byte[]> ReadAllAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp((request.ContentLength ?? 0) + 1, 4096, 1024 * 1024));
        try
        {
            var length = 0;
            while (true)
            {
                var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
                length += read;
                if (read == 0)
                {
                    return buffer.AsSpan(0, length).ToArray();
                }

                if (length > MostBytes)
                {
                    throw new FaultException(TooLarge);
                }

                if (length == buffer.Length)
                {
                    buffer = Grown(buffer);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grown(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 2, MostBytes + 1));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
