using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.Harness;

/// <summary>A body that begins, then says the same thing once a second of the test's clock, and then ends.</summary>
internal sealed class ChatteringBody(string start, string filler, int times, string end, FakeTimeProvider clock) : Stream
{
    private ReadOnlyMemory<byte> _left;
    private int _said = -1;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (!_left.IsEmpty)
        {
            return Give(buffer.Span);
        }

        if (_said >= 0 && _said < times)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var text = ++_said == 0 ? start : _said <= times ? filler : _said == times + 1 ? end : "";
        _left = Encoding.UTF8.GetBytes(text);
        return Give(buffer.Span);
    }

    private int Give(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, _left.Length);
        _left.Span[..length].CopyTo(buffer);
        _left = _left[length..];
        return length;
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
