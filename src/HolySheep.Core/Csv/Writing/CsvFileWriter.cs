using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using CsvHelper;
using CsvHelper.Configuration;
using HolySheep.Csv.Reading;
using HolySheep.Files;

namespace HolySheep.Csv.Writing;

/// <summary>Writes a CSV file that appears whole or not at all: first to a temporary file, then renamed in one step.</summary>
internal sealed class CsvFileWriter : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const char Mark = '\uFEFF';

    private readonly ReplacementFile _file;
    private readonly CsvWriter _writer;
    private readonly char[] _special;
    private bool _kept;

    /// <param name="path">Where the file will appear.</param>
    /// <param name="format">The format of the input.</param>
    /// <param name="token">A token in the names of this run's files; null creates one.</param>
    /// <param name="likeFile">The file whose rights the new file gets if no file exists at its path.</param>
    public CsvFileWriter(string path, CsvFormat format, string? token = null, string? likeFile = null)
    {
        _special = ['"', '\r', '\n', format.Delimiter[0]];
        _file = new ReplacementFile(path, token ?? Guid.NewGuid().ToString("N"), likeFile);
        var text = new StreamWriter(_file.Stream, format.OutputEncoding, BufferSize);
        _writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = format.Delimiter, NewLine = format.NewLine });
    }

    public void WriteRow(IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            WriteCell(cell);
        }

        EndRow();
    }

    /// <summary>Writes a cell. A null character, which no reader of CSV files understands, becomes the replacement character.</summary>
    public void WriteCell(string cell)
    {
        var text = cell.IndexOf('\0') < 0 ? cell : cell.Replace('\0', '\uFFFD');
        _writer.WriteField(text, NeedsQuotes(text));
    }

    public void EndRow() => _writer.NextRecord();

    /// <summary>Flushes the file to disk and renames it.</summary>
    public void Complete()
    {
        _writer.Flush();
        _file.Stream.Flush(flushToDisk: true);
        _writer.Dispose();
        _file.Complete();
        _kept = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_kept)
        {
            return;
        }

        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            // The rest of the buffers does not fit on the disk; the file is deleted anyway.
        }

        _file.Dispose();
    }

    // Readers that trim would lose spaces around a text, and a mark at the very start would count as the file's byte order mark.
    private bool NeedsQuotes(string cell) =>
        cell.Length > 0 && (cell.IndexOfAny(_special) >= 0 || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[cell.Length - 1]) || cell[0] == Mark);
}
