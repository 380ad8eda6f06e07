using System;
using System.Buffers;

namespace HolySheep.Providers.Exchange;

/// <summary>
/// Normalizes what servers send as an event stream into lines that a reader of events accepts: byte order marks and spaces before a line are dropped,
/// line endings become LF, so that no reader waits for what follows a CR, bare JSON becomes an event, a list of JSON objects becomes one event each, and the last event gets its final blank line.
/// </summary>
internal sealed class EventLines
{
    private static ReadOnlySpan<byte> Data => "data: "u8;

    private State _state;
    private int _depth;
    private bool _inString;
    private bool _escaped;
    private bool _afterReturn;

    private enum State
    {
        LineStart,

        /// <summary>After the first byte of a byte order mark, and after its second.</summary>
        MarkBegun,
        MarkHalf,

        /// <summary>After a bracket that opens a list, or the word that ends a stream.</summary>
        Bracket,
        InLine,
        InJson,
    }

    /// <summary>Writes the lines of some more bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> lines)
    {
        while (!bytes.IsEmpty)
        {
            switch (_state)
            {
                case State.InLine:
                    bytes = bytes.Slice(CopyLine(bytes, lines));
                    break;
                case State.InJson:
                    bytes = bytes.Slice(CopyJson(bytes, lines));
                    break;
                default:
                    Begin(bytes[0], lines);
                    bytes = bytes.Slice(1);
                    break;
            }
        }
    }

    /// <summary>Ends the last event: the body has ended normally.</summary>
    public void End(IBufferWriter<byte> lines)
    {
        lines.Write("\n\n"u8);
        _state = State.LineStart;
    }

    private void Begin(byte next, IBufferWriter<byte> lines)
    {
        var isPair = _afterReturn && next == (byte)'\n';
        _afterReturn = false;
        if (isPair)
        {
            return;
        }

        switch (_state)
        {
            case State.MarkBegun when next == 0xBB:
                _state = State.MarkHalf;
                return;
            case State.MarkHalf when next == 0xBF:
                _state = State.LineStart;
                return;
            case State.Bracket when next is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                return;
            case State.Bracket when next is not ((byte)'{' or (byte)']'):
                lines.Write(Data);
                lines.Write("["u8);
                Continue(next, lines);
                return;
            case State.MarkBegun or State.MarkHalf:
                Continue(next, lines);
                return;
            default:
                BeginLine(next, lines);
                return;
        }
    }

    private void BeginLine(byte next, IBufferWriter<byte> lines)
    {
        switch (next)
        {
            // No line of an event stream begins with these: a space, or the punctuation around the objects of a list.
            case (byte)' ' or (byte)'\t' or (byte)',' or (byte)']':
                _state = State.LineStart;
                break;
            case 0xEF:
                _state = State.MarkBegun;
                break;
            case (byte)'[':
                _state = State.Bracket;
                break;
            case (byte)'{':
                (_state, _depth, _inString, _escaped) = (State.InJson, 1, false, false);
                lines.Write(Data);
                lines.Write("{"u8);
                break;
            default:
                Continue(next, lines);
                break;
        }
    }

    private void Continue(byte next, IBufferWriter<byte> lines)
    {
        if (next is (byte)'\n' or (byte)'\r')
        {
            EndLine(next, lines);
            return;
        }

        lines.GetSpan(1)[0] = next;
        lines.Advance(1);
        _state = State.InLine;
    }

    private void EndLine(byte end, IBufferWriter<byte> lines)
    {
        lines.Write("\n"u8);
        _afterReturn = end == (byte)'\r';
        _state = State.LineStart;
    }

    private int CopyLine(ReadOnlySpan<byte> bytes, IBufferWriter<byte> lines)
    {
        var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        lines.Write(end < 0 ? bytes : bytes.Slice(0, end));
        if (end < 0)
        {
            return bytes.Length;
        }

        EndLine(bytes[end], lines);
        return end + 1;
    }

    /// <summary>Copies up to the end of the object, in one line.</summary>
    private int CopyJson(ReadOnlySpan<byte> bytes, IBufferWriter<byte> lines)
    {
        var copy = lines.GetSpan(bytes.Length);
        var length = 0;
        while (length < bytes.Length && _depth > 0)
        {
            var next = bytes[length];
            copy[length++] = next is (byte)'\n' or (byte)'\r' ? (byte)' ' : next;
            Follow(next);
        }

        lines.Advance(length);
        if (_depth == 0)
        {
            End(lines);
        }

        return length;
    }

    private void Follow(byte next)
    {
        if (_inString)
        {
            _inString = _escaped || next != (byte)'"';
            _escaped = !_escaped && next == (byte)'\\';
            return;
        }

        _inString = next == (byte)'"';
        _depth += next switch
        {
            (byte)'{' or (byte)'[' => 1,
            (byte)'}' or (byte)']' => -1,
            _ => 0,
        };
    }
}
