using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.Streams;

/// <summary>A body in pieces of random length, with a short pause now and then, that ends, breaks or falls silent.</summary>
internal sealed class FuzzedBody(byte[] bytes, FuzzedFault end, Random random, FakeTimeProvider clock) : Stream
{
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(300);
    private int _at;
    private TimeSpan _paused;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_paused < 2 * ShortPause && random.Next(16) == 0)
        {
            _paused += ShortPause;
            clock.Advance(ShortPause);
        }

        if (_at < bytes.Length)
        {
            var length = Math.Min(Math.Min(buffer.Length, random.Next(3) == 0 ? 1 + random.Next(4) : 1 + random.Next(200)), bytes.Length - _at);
            bytes.AsSpan(_at, length).CopyTo(buffer.Span);
            _at += length;
            return new ValueTask<int>(length);
        }

        switch (end)
        {
            case FuzzedFault.Break:
                throw new IOException("The response ended prematurely.");
            case FuzzedFault.Silence:
                for (var second = 0; second < 3600 && !cancellationToken.IsCancellationRequested; second++)
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                }

                throw new OperationCanceledException(cancellationToken);
            default:
                return new ValueTask<int>(0);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
