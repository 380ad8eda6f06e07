using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using CsvHelper;
using CsvHelper.Configuration;
using HolySheep.Configuration.Writing;
using HolySheep.Csv.Reading;

namespace HolySheep.Csv.Writing;

/// <summary>Writes a CSV file that appears whole or not at all: beside its place first, then renamed in one step.</summary>
internal sealed class CsvFileWriter : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const char Mark = '\uFEFF';

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly CsvWriter _writer;
    private readonly char[] _special;
    private bool _kept;

    /// <param name="path">Where the file will appear.</param>
    /// <param name="format">How it is written: as its input is.</param>
    public CsvFileWriter(string path, CsvFormat format)
    {
        _path = path;
        _special = ['"', '\r', '\n', format.Delimiter[0]];
        _stream = new FileStream(Temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        var text = new StreamWriter(_stream, format.OutputEncoding, BufferSize);
        _writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = format.Delimiter, NewLine = format.NewLine });
    }

    private string Temporary => _path + ".tmp";

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
        _stream.Flush(flushToDisk: true);
        _writer.Dispose();
        OwnerFile.Replace(Temporary, _path);
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
            _stream.Dispose();
        }

        File.Delete(Temporary);
    }

    // Spaces around a text would be lost to readers that trim, and a mark at the very start would be taken for the file's.
    private bool NeedsQuotes(string cell) =>
        cell.Length > 0 && (cell.IndexOfAny(_special) >= 0 || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[cell.Length - 1]) || cell[0] == Mark);
}
