#if NET8_0_OR_GREATER
using System;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Transport;

/// <summary>A body of the encoding deflate, which servers write in two ways: with a header of zlib, as the standard says, or without. Its first two bytes decide.</summary>
internal sealed class DeflateBody(Stream packed) : ReadStream
{
    private const int HeaderLength = 2;
    private Stream? _unpacked;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _unpacked ??= await BeginAsync(cancellationToken).ConfigureAwait(false);
        return await _unpacked.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            (_unpacked ?? packed).Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<Stream> BeginAsync(CancellationToken cancellationToken)
    {
        var start = new byte[HeaderLength];
        var length = await packed.ReadAtLeastAsync(start, HeaderLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var whole = new StartedBody(start.AsMemory(0, length), packed);
        return IsZLib(start) ? new ZLibStream(whole, CompressionMode.Decompress) : new DeflateStream(whole, CompressionMode.Decompress);
    }

    // RFC 1950, 2.2: the method 8, a window of at most 32 KB, and a check.
    private static bool IsZLib(byte[] start) => (start[0] & 0x0F) == 8 && start[0] >> 4 <= 7 && ((start[0] << 8) | start[1]) % 31 == 0;

    /// <summary>A body whose first bytes were read already.</summary>
    private sealed class StartedBody(ReadOnlyMemory<byte> start, Stream rest) : ReadStream
    {
        private ReadOnlyMemory<byte> _start = start;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_start.IsEmpty)
            {
                return rest.ReadAsync(buffer, cancellationToken);
            }

            var length = Math.Min(_start.Length, buffer.Length);
            _start[..length].CopyTo(buffer);
            _start = _start[length..];
            return new ValueTask<int>(length);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
#endif
