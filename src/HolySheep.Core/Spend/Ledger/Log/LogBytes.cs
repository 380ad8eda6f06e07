using System;
using System.Buffers;
using System.IO;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>The bytes of a part, in a buffer of the shared pool until they are disposed: a busy process reads a megabyte several times a second, and buffers of that size end only in full collections.</summary>
internal sealed class LogBytes : IDisposable
{
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
        var bytes = new LogBytes(ArrayPool<byte>.Shared.Rent((int)stream.Length), 0);
        try
        {
            var wanted = (int)stream.Length;
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
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _length) = ([], 0);
        }
    }
}
