using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using HolySheep.Errors;

namespace HolySheep.Csv.Reading;

/// <summary>Reads a file row by row after its header. Errors name the line and column.</summary>
internal sealed class CsvRows : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly string _path;
    private readonly CsvFormat _format;
    private readonly BlanksAroundQuotes _text;
    private readonly CsvParser _parser;
    private string[] _cells = [];
    private int _lastLine;

    private CsvRows(string path, CsvFormat format)
    {
        _path = path;
        _format = format;
        var stream = CsvFormatReader.Open(path);
        stream.Position = format.Start;
        var reader = new StreamReader(stream, Unmarked(format.Encoding), detectEncodingFromByteOrderMarks: false, BufferSize);
        _lastLine = format.SkippedLines;
        _text = new BlanksAroundQuotes(reader, format.Delimiter);
        _parser = new CsvParser(_text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = format.Delimiter, BufferSize = BufferSize, BadDataFound = RefuseBadField });
    }

    /// <summary>The names of the columns, as in the first record.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>The cells of the current row, as many as the header has. The next row overwrites them.</summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>The number of characters in the current row's cells.</summary>
    public long Length { get; private set; }

    /// <summary>The 1-based line where the current row begins.</summary>
    public int Line { get; private set; }

    /// <summary>The number of rows so far with fewer cells than the header; their missing cells are empty.</summary>
    public int ShortRows { get; private set; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="HolySheepException">The file cannot be read.</exception>
    public static CsvRows Open(string path, CsvFormat format)
    {
        CsvRows? rows = null;
        try
        {
            rows = new CsvRows(path, format);
            rows.ReadHeader();
            return rows;
        }
        catch (Exception exception)
        {
            rows?.Dispose();
            if (CsvFault.IsOfFile(exception))
            {
                throw CsvFault.Unusable(path, "cannot be read", exception, "Put the file back, or give the path of a CSV file that exists and that you can read.");
            }

            throw;
        }
    }

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="HolySheepException">The row is not valid, or the file can no longer be read.</exception>
    public bool Read()
    {
        if (!Next())
        {
            return false;
        }

        var count = _parser.Count;
        Length = 0;
        for (var index = 0; index < count; index++)
        {
            var cell = CellAt(index);
            Length += cell.Length;
            if (index < _cells.Length)
            {
                _cells[index] = cell;
            }
            else if (cell.Length > 0)
            {
                // Some programs write one delimiter too many at the end of a line; a value too many is an error.
                throw CsvFault.Of(_path, Line, index + 1, $"the row has {count} cells, but the header has {_cells.Length}; '{Shortened(cell)}' has no column.",
                    "Correct the line: put a cell that contains the delimiter in quotes.");
            }
        }

        for (var index = count; index < _cells.Length; index++)
        {
            _cells[index] = "";
        }

        ShortRows += count < _cells.Length ? 1 : 0;
        return true;
    }

    /// <summary>A copy of the current row's cells.</summary>
    public string[] TakeCells()
    {
        var cells = _cells;
        _cells = new string[cells.Length];
        return cells;
    }

    /// <inheritdoc/>
    public void Dispose() => _parser.Dispose();

    private void ReadHeader()
    {
        if (!Next())
        {
            throw CsvFault.Of(_path, null, null, "the file has no header: it has only empty lines.", "Give a file whose first line names the columns.");
        }

        var header = new string[_parser.Count];
        for (var index = 0; index < header.Length; index++)
        {
            header[index] = CellAt(index);
        }

        Header = header;
        _cells = new string[header.Length];
    }

    private bool Next()
    {
        // Until the row has been read, an error is in what comes next.
        Line = _lastLine + 1;
        try
        {
            var more = _parser.Read();
            var last = _format.SkippedLines + _parser.RawRow;
            Line = more && last > Line ? last - BreaksInRow() : Line;
            _lastLine = last;
            return more;
        }
        catch (DecoderFallbackException)
        {
            throw CsvFormatReader.Undecodable(_path, _format.Encoding);
        }
        catch (IOException exception)
        {
            throw CsvFault.Unusable(_path, "can no longer be read", exception, "Put the file back and run the same command again.");
        }
    }

    // Empty lines before the row count towards its end too, so its begin is its end without the line breaks in its own cells.
    private int BreaksInRow()
    {
        // A quote that is never closed includes the last line ending; otherwise the line ending ends the row.
        var record = _parser.RawRecord;
        return CsvFormatReader.CountBreaks(_text.EndsInQuotes && record.Count(character => character == '"') % 2 == 1 ? record.AsSpan() : record.AsSpan().TrimEnd(['\r', '\n']));
    }

    private string CellAt(int index)
    {
        try
        {
            var cell = _parser[index];
            return cell.IndexOf('\0') < 0 ? cell : throw CsvFormatReader.NullCharacter(_path, LineAt(index, cell.IndexOf('\0')));
        }
        catch (InvalidDataException exception)
        {
            throw CsvFault.Of(_path, Line, index + 1, exception.Message, "Correct the line: double a quote inside a quoted cell, and end the cell with a quote.");
        }
    }

    private int LineAt(int index, int place)
    {
        var line = Line;
        for (var cell = 0; cell <= index; cell++)
        {
            var text = _parser[cell];
            line += CsvFormatReader.CountBreaks(text.AsSpan(0, cell < index ? text.Length : place));
        }

        return line;
    }

    // A quote inside an unquoted cell is an ordinary character, as spreadsheets read it.
    private static void RefuseBadField(BadDataFoundArgs bad)
    {
        if (bad.Field.StartsWith("\"", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"the quotes of '{Shortened(bad.Field)}' do not match: text follows the closing quote, or there is no closing quote.");
        }
    }

    private static string Shortened(string cell)
    {
        const int Most = 40;
        var line = cell.Replace('\r', ' ').Replace('\n', ' ');
        return line.Length <= Most ? line : line.Substring(0, Most) + "…";
    }

    // The byte order mark is skipped by position; a second one would be text.
    private static Encoding Unmarked(Encoding encoding) => encoding is UTF8Encoding ? TextEncodings.Utf8(mark: false) : encoding;
}
