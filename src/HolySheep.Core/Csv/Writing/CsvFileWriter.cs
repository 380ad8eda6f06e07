using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using CsvHelper;
using CsvHelper.Configuration;
using HolySheep.Csv.Reading;
using HolySheep.Files;

namespace HolySheep.Csv.Writing;

/// <summary>Writes a CSV file that appears whole or not at all: beside its place first, then renamed in one step.</summary>
internal sealed class CsvFileWriter : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const char Mark = '\uFEFF';

    private readonly ReplacementFile _file;
    private readonly CsvWriter _writer;
    private readonly char[] _special;
    private bool _kept;

    /// <param name="path">Where the file will appear.</param>
    /// <param name="format">How it is written: as its input is.</param>
    /// <param name="token">What no other run's files have in their names; null makes one.</param>
    /// <param name="likeFile">The file whose rights it gets if there is none at its place.</param>
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

    /// <summary>Writes a cell; a null character, which no reader of such files understands, becomes the replacement character.</summary>
    public void WriteCell(string cell)
    {
        var text = cell.IndexOf('\0') < 0 ? cell : cell.Replace('\0', '\uFFFD');
        _writer.WriteField(text, NeedsQuotes(text));
    }

    public void EndRow() => _writer.NextRecord();

    /// <summary>Puts the file on the disk and in its place.</summary>
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
            // What is left in the buffers does not fit on the disk; the file goes anyway.
        }

        _file.Dispose();
    }

    // Spaces around a text would be lost to readers that trim, and a mark at the very start would be taken for the file's.
    private bool NeedsQuotes(string cell) =>
        cell.Length > 0 && (cell.IndexOfAny(_special) >= 0 || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[cell.Length - 1]) || cell[0] == Mark);
}
