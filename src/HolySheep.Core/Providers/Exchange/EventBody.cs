using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Transport;

namespace HolySheep.Providers.Exchange;

/// <summary>The body of an event stream, read as it arrives and normalized by <see cref="EventLines"/>.</summary>
internal sealed class EventBody : ReadStream
{
    private const int BufferSize = 16 * 1024;
    private readonly Stream _body;
    private readonly EventLines _lines = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly Pending _pending = new();
    private int _sinceEvent;
    private bool _ended;

    /// <param name="head">The bytes that have already been read.</param>
    /// <param name="body">The rest.</param>
    public EventBody(ReadOnlySpan<byte> head, Stream body)
    {
        _body = body;
        _lines.Write(head, _pending);
    }

#if NET8_0_OR_GREATER
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_pending.IsEmpty && !_ended)
        {
            Take(await _body.ReadAsync(_buffer.AsMemory(), cancellationToken).ConfigureAwait(false));
        }

        return _pending.Give(buffer.Span);
    }
#else
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        while (_pending.IsEmpty && !_ended)
        {
            Take(await _body.ReadAsync(_buffer, 0, _buffer.Length, cancellationToken).ConfigureAwait(false));
        }

        return _pending.Give(buffer.AsSpan(offset, count));
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Signals that an event was read, which restarts the count of its length.</summary>
    public void EventRead() => _sinceEvent = 0;

    private void Take(int read)
    {
        _sinceEvent += read;
        if (_sinceEvent > ReplyBounds.Event)
        {
            // The reader keeps lines and events in memory until they end.
            throw new TransportException(TransportFault.TooLarge, FormattableString.Invariant($"an event of the stream is longer than {ReplyBounds.Event >> 20} MB"), null);
        }

        if (read == 0)
        {
            _ended = true;
            _lines.End(_pending);
        }
        else
        {
            _lines.Write(_buffer.AsSpan(0, read), _pending);
        }
    }

    /// <summary>Normalized bytes that were not read yet.</summary>
    private sealed class Pending : IBufferWriter<byte>
    {
        private byte[] _bytes = new byte[BufferSize];
        private int _start;
        private int _end;

        public bool IsEmpty => _start == _end;

        public void Advance(int count) => _end += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            MakeRoom(Math.Max(1, sizeHint));
            return _bytes.AsMemory(_end);
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public int Give(Span<byte> buffer)
        {
            var length = Math.Min(buffer.Length, _end - _start);
            _bytes.AsSpan(_start, length).CopyTo(buffer);
            _start += length;
            if (IsEmpty)
            {
                (_start, _end) = (0, 0);
            }

            return length;
        }

        private void MakeRoom(int size)
        {
            if (_bytes.Length - _end < size)
            {
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _end + size));
            }
        }
    }
}
