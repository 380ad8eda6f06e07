using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Transport;
using Xunit;

namespace HolySheep.Providers.Batches;

/// <summary>Results are read line by line, whatever the pieces in which they come and however long a line is.</summary>
public sealed class LineReaderTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(100_000)]
    public async Task Lines_are_the_same_in_pieces_of_any_size(int size)
    {
        string[] lines = ["{\"a\":1}", "日本 🐑", new string('x', 200_000), "last without an end"];
        var body = Encoding.UTF8.GetBytes("\n\r\n" + string.Join("\n \n", lines));
        Assert.Equal(lines, await ReadAsync(new PieceStream(body, size)));
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_left_out_without_being_held()
    {
        var long1 = Enumerable.Repeat(Encoding.UTF8.GetBytes(new string('x', 1 << 20)), 300);
        var body = new ManyStream([Encoding.UTF8.GetBytes("first\n"), .. long1, Encoding.UTF8.GetBytes("\nsecond\n"), .. long1]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(["first", "second"], await ReadAsync(body));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150L << 20);
    }

    [Fact]
    public async Task A_body_without_lines_ends()
    {
        var chunk = new byte[1 << 20];
        Array.Fill(chunk, (byte)'x');
        await Assert.ThrowsAsync<TransportException>(() => ReadAsync(new ManyStream(Enumerable.Repeat(chunk, int.MaxValue))));
    }

    private static async Task<List<string>> ReadAsync(Stream body)
    {
        using var guard = new StallGuard(TimeProvider.System, CancellationToken.None);
        var reader = new LineReader(body, guard, TimeSpan.FromMinutes(2));
        var lines = new List<string>();
        while (await reader.ReadAsync() is { } line)
        {
            lines.Add(Encoding.UTF8.GetString(line.Span));
        }

        return lines;
    }

    private class ManyStream(IEnumerable<byte[]> parts) : Stream
    {
        private readonly IEnumerator<byte[]> _parts = parts.GetEnumerator();
        private byte[] _part = [];
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_at == _part.Length)
            {
                (_part, _at) = _parts.MoveNext() ? (_parts.Current, 0) : ([], 0);
            }

            var length = Math.Min(buffer.Length, _part.Length - _at);
            _part.AsSpan(_at, length).CopyTo(buffer);
            _at += length;
            return length;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class PieceStream(byte[] body, int size) : ManyStream(body.Chunk(size));
}
