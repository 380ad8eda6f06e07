using System;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Providers.Exchange;
using HolySheep.Transport;

namespace HolySheep.Providers.Batches;

/// <summary>Reads a body line by line. A line that is too long for a result is left out, without being held in memory.</summary>
internal sealed class LineReader(Stream body, StallGuard guard, TimeSpan silence)
{
    private const int FirstBuffer = 64 * 1024;

    // Beyond it, what comes has no lines.
    private const long MostLeftOut = 1L << 30;

    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _searched;
    private int _end;
    private long _leftOut;
    private bool _leavesOut;
    private bool _ended;

    /// <summary>The next line that is not empty, without its end; null at the end. It is valid until the next call.</summary>
    /// <exception cref="TransportException">The body broke off, or has no lines.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (length >= 0 || (_ended && _start < _end))
            {
                var end = length >= 0 ? _searched + length : _end;
                var line = new ReadOnlyMemory<byte>(_buffer, _start, end - _start);
                _start = _searched = Math.Min(end + 1, _end);
                if (_leavesOut)
                {
                    _leavesOut = false;
                }
                else if (!JsonText.Trim(line.Span).IsEmpty)
                {
                    return line;
                }
            }
            else if (_ended)
            {
                return null;
            }
            else
            {
                await FillAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task FillAsync()
    {
        _searched = _end;
        if (_leavesOut || _end - _start > ReplyBounds.Event)
        {
            _leavesOut = true;
            _leftOut += _end - _start;
            _start = _searched = _end = 0;
            if (_leftOut > MostLeftOut)
            {
                throw new TransportException(TransportFault.TooLarge, "the results have a line of more than 1 GB", null);
            }
        }

        MakeSpace();
        guard.Arm(silence);
        var read = await ReplyBody.ReadAsync(body, _buffer, _end, guard).ConfigureAwait(false);
        guard.Disarm();
        _end += read;
        _ended = read == 0;
    }

    private void MakeSpace()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        // Only a line that fills more than half of the buffer needs a larger one.
        var target = _end - _start > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        Buffer.BlockCopy(_buffer, _start, target, 0, _end - _start);
        (_buffer, _searched, _end, _start) = (target, _searched - _start, _end - _start, 0);
    }
}
