using System;
using System.IO;

namespace HolySheep.Csv.Reading;

/// <summary>
/// Skips spaces and tabs between a delimiter and the quotes of a quoted cell, as in <c>1, "Hello, world"</c>, so that the quotes count as quotes. Import-Csv reads them this way too.
/// Everything else passes unchanged.
/// </summary>
internal sealed class BlanksAroundQuotes : TextReader
{
    private const int BufferSize = 32 * 1024;

    private readonly TextReader _reader;
    private readonly string _delimiter;
    private readonly char[] _in = new char[BufferSize];
    private char[] _out = new char[BufferSize];
    private char[] _held = new char[16];
    private int _heldCount;
    private int _outCount;
    private int _outPlace;
    private int _matched;
    private Place _place = Place.CellStart;

    public BlanksAroundQuotes(TextReader reader, string delimiter)
    {
        _reader = reader;
        _delimiter = delimiter;
    }

    private enum Place
    {
        CellStart,
        Plain,
        Quoted,
        ClosingQuote,
        AfterQuotes,
    }

    /// <summary>Whether the text ended inside quotes.</summary>
    public bool EndsInQuotes { get; private set; }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        while (_outPlace == _outCount)
        {
            if (!Fill())
            {
                return 0;
            }
        }

        var length = Math.Min(count, _outCount - _outPlace);
        Array.Copy(_out, _outPlace, buffer, index, length);
        _outPlace += length;
        return length;
    }

    /// <inheritdoc/>
    public override int Read() => Peek() < 0 ? -1 : _out[_outPlace++];

    /// <inheritdoc/>
    public override int Peek()
    {
        while (_outPlace == _outCount)
        {
            if (!Fill())
            {
                return -1;
            }
        }

        return _out[_outPlace];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        (_outPlace, _outCount) = (0, 0);
        var length = _reader.Read(_in, 0, _in.Length);
        if (_out.Length < length + _heldCount)
        {
            _out = new char[length + _heldCount];
        }

        if (length == 0)
        {
            End();
            return _outCount > 0;
        }

        for (var at = PassPlain(length); at < length; at++)
        {
            Take(_in[at]);
        }

        return true;
    }

    // Nothing is skipped before the line of the first quote.
    private int PassPlain(int length)
    {
        if (_heldCount > 0 || _place is not (Place.CellStart or Place.Plain))
        {
            return 0;
        }

        var quote = Array.IndexOf(_in, '"', 0, length);
        var plain = Array.LastIndexOf(_in, '\n', quote < 0 ? length - 1 : quote, (quote < 0 ? length - 1 : quote) + 1) + 1;
        if (plain > 0)
        {
            Array.Copy(_in, _out, plain);
            (_outCount, _place, _matched) = (plain, Place.CellStart, 0);
        }

        return plain;
    }

    private void End()
    {
        EndsInQuotes = _place == Place.Quoted;
        if (_place == Place.CellStart)
        {
            Release();
        }

        _heldCount = 0;
    }

    private void Take(char character)
    {
        switch (_place)
        {
            case Place.Quoted:
                Put(character);
                _place = character == '"' ? Place.ClosingQuote : Place.Quoted;
                return;
            case Place.ClosingQuote when character == '"':
                Put(character);
                _place = Place.Quoted;
                return;
            case Place.CellStart when character == '"':
                _heldCount = 0;
                Put(character);
                (_place, _matched) = (Place.Quoted, 0);
                return;
            case Place.CellStart or Place.ClosingQuote or Place.AfterQuotes when character is ' ' or '\t' && character != _delimiter[_matched]:
                Hold(character);
                _place = _place == Place.CellStart ? Place.CellStart : Place.AfterQuotes;
                return;
        }

        var ends = Ends(character);
        if (ends && _place == Place.AfterQuotes)
        {
            _heldCount = 0;
        }

        Release();
        Put(character);
        _place = ends ? Place.CellStart : Place.Plain;
    }

    // A delimiter of several characters ends the cell with its last character.
    private bool Ends(char character)
    {
        if (character is '\r' or '\n')
        {
            _matched = 0;
            return true;
        }

        _matched = character == _delimiter[_matched] ? _matched + 1 : character == _delimiter[0] ? 1 : 0;
        if (_matched < _delimiter.Length)
        {
            return false;
        }

        _matched = 0;
        return true;
    }

    private void Hold(char character)
    {
        if (_heldCount == _held.Length)
        {
            Array.Resize(ref _held, _heldCount * 2);
        }

        _held[_heldCount++] = character;
    }

    private void Release()
    {
        if (_heldCount > 0)
        {
            Array.Copy(_held, 0, _out, _outCount, _heldCount);
            _outCount += _heldCount;
            _heldCount = 0;
        }
    }

    private void Put(char character) => _out[_outCount++] = character;
}
