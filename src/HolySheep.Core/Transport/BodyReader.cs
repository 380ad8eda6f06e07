using System;
using System.IO;
using System.Threading.Tasks;

namespace HolySheep.Transport;

/// <summary>Reads a body into memory, without the byte order mark that some servers send.</summary>
/// <param name="body">The body.</param>
/// <param name="guard">Cancels the reading.</param>
/// <param name="announced">The length in the headers; null if there is none.</param>
/// <param name="largest">The maximum number of bytes.</param>
internal sealed class BodyReader(Stream body, StallGuard guard, long? announced, int largest = ReplyBounds.Body)
{
    private const int FirstBuffer = 16 * 1024;
    private const int LargestFirstBuffer = 1024 * 1024;
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    // An announced length is only a promise: the buffer starts no larger than for a large answer.
    private byte[] _buffer = new byte[announced is > 0 and < LargestFirstBuffer ? (int)announced + 1 : FirstBuffer];
    private int _length;

    /// <summary>The bytes so far.</summary>
    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            var bytes = new ReadOnlyMemory<byte>(_buffer, 0, _length);
            return bytes.Span.StartsWith(Mark) ? bytes.Slice(Mark.Length) : bytes;
        }
    }

    /// <summary>True if the body is complete.</summary>
#if NET8_0_OR_GREATER
    public bool IsWhole => _length > 0 && _length == announced;
#else
    // .NET Framework announces the compressed length.
    public bool IsWhole => false;
#endif

    /// <summary>Reads a whole body. From its first byte on, every byte restarts the silence limit.</summary>
    /// <exception cref="TransportException">The body broke off, or exceeds the maximum.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, StallGuard guard, TimeSpan stall, long? announced)
    {
        var reader = new BodyReader(body, guard, announced);
        await reader.FinishAsync(stall).ConfigureAwait(false);
        return reader.Bytes;
    }

    /// <summary>Reads the rest of the body; every byte restarts the silence limit.</summary>
    /// <exception cref="TransportException">The body broke off, or exceeds the maximum; what was read of it is kept.</exception>
    public async Task FinishAsync(TimeSpan stall)
    {
        while (await ReadAsync().ConfigureAwait(false) && !IsWhole)
        {
            guard.Arm(stall);
        }

        guard.Disarm();
    }

    /// <summary>Continues reading; false once the body is complete.</summary>
    /// <exception cref="TransportException">The body broke off, or exceeds the maximum.</exception>
    public async ValueTask<bool> ReadAsync()
    {
        if (IsWhole)
        {
            return false;
        }

        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, largest + 1));
        }

        var read = await ReplyBody.ReadAsync(body, _buffer, _length, guard).ConfigureAwait(false);
        _length += read;
        return _length > largest ? throw TooLarge() : read > 0;
    }

    private TransportException TooLarge() => new(TransportFault.TooLarge, FormattableString.Invariant($"the reply is longer than {largest >> 20} MB"), null);
}
