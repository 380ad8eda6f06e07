using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Transport;

namespace HolySheep.Providers.Batches;

/// <summary>A body that is read from a file while it is sent, between two texts; whatever is sent restarts the limit of silence.</summary>
internal sealed class FileContent : HttpContent
{
    private const int ChunkSize = 64 * 1024;
    private readonly FileStream _file;
    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly byte _lineEnd;
    private readonly long _length;
    private readonly StallGuard _guard;

    /// <param name="file">The file, from its current place on; the content disposes it.</param>
    /// <param name="length">The bytes of it that are sent.</param>
    /// <param name="lineEnd">What is sent in place of the line ends in it.</param>
    /// <param name="around">The texts before and after it.</param>
    /// <param name="contentType">The content type of the whole.</param>
    /// <param name="guard">The limit of silence.</param>
    private FileContent(FileStream file, long length, char lineEnd, (string Before, string After) around, string contentType, StallGuard guard)
    {
        (_file, _length, _lineEnd, _guard) = (file, length, (byte)lineEnd, guard);
        (_before, _after) = (Encoding.UTF8.GetBytes(around.Before), Encoding.UTF8.GetBytes(around.After));
        Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
    }

    /// <summary>The file as it is, between two texts.</summary>
    public static FileContent Of(FileStream file, (string Before, string After) around, string contentType, StallGuard guard) =>
        new(file, file.Length, '\n', around, contentType, guard);

    /// <summary>The lines of the file as the items of a JSON list, between two texts.</summary>
    public static FileContent List(FileStream file, (string Before, string After) around, string contentType, StallGuard guard) =>
        new(file, LengthWithoutEnd(file), ',', around, contentType, guard);

    protected override bool TryComputeLength(out long length)
    {
        length = _before.Length + _length + _after.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SendAsync(stream, _guard.Token);

#if NET8_0_OR_GREATER
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => SendAsync(stream, cancellationToken);
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static long LengthWithoutEnd(FileStream file)
    {
        var length = file.Length;
        while (length > 0)
        {
            file.Position = length - 1;
            if (file.ReadByte() is not ('\n' or '\r'))
            {
                break;
            }

            length--;
        }

        file.Position = 0;
        return length;
    }

    private async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_before, 0, _before.Length, cancellationToken).ConfigureAwait(false);
        var chunk = new byte[ChunkSize];
        for (var left = _length; left > 0;)
        {
            var read = await _file.ReadAsync(chunk, 0, (int)Math.Min(chunk.Length, left), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException("The file became shorter while it was sent.");
            }

            if (_lineEnd != (byte)'\n')
            {
                ReplaceEnds(chunk.AsSpan(0, read));
            }

            await stream.WriteAsync(chunk, 0, read, cancellationToken).ConfigureAwait(false);
            _guard.Arm(BatchExchange.Silence);
            left -= read;
        }

        await stream.WriteAsync(_after, 0, _after.Length, cancellationToken).ConfigureAwait(false);
    }

    private void ReplaceEnds(Span<byte> bytes)
    {
        for (var at = bytes.IndexOf((byte)'\n'); at >= 0; at = bytes.IndexOf((byte)'\n'))
        {
            bytes[at] = _lineEnd;
            bytes = bytes.Slice(at + 1);
        }
    }
}
