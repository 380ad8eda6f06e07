using System;
using System.IO;
using System.Threading;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>The bytes of a part. A busy process reads a megabyte several times a second, and buffers of that size end only in full collections: one buffer is kept for the next part.</summary>
internal sealed class LogBytes : IDisposable
{
    // A part has a megabyte, and its last line: texts that are kept can be long.
    private const int MostKept = 2 * 1024 * 1024;
    private const int Step = 64 * 1024;
    private static byte[]? _kept;
    private byte[] _buffer;
    private int _length;

    private LogBytes(byte[] buffer, int length) => (_buffer, _length) = (buffer, length);

    /// <summary>No bytes.</summary>
    public static LogBytes Empty { get; } = new([], 0);

    /// <summary>The bytes; none once this is disposed.</summary>
    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    /// <summary>Reads a file to where its end was when this began.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static LogBytes Of(FileStream stream)
    {
        var wanted = (int)stream.Length;
        var bytes = new LogBytes(Interlocked.Exchange(ref _kept, null) is { } kept && kept.Length >= wanted ? kept : new byte[((wanted / Step) + 1) * Step], 0);
        try
        {
            for (int count; bytes._length < wanted && (count = stream.Read(bytes._buffer, bytes._length, wanted - bytes._length)) > 0;)
            {
                bytes._length += count;
            }

            return bytes;
        }
        catch (IOException)
        {
            bytes.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length is > 0 and <= MostKept)
        {
            Volatile.Write(ref _kept, _buffer);
        }

        (_buffer, _length) = ([], 0);
    }
}
