using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Configuration.Writing;
using HolySheep.State.Sqlite;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>
/// The attempts of one client that no budget counts, in files beside the ledger until they are entered there: a line takes a tenth of what a commit takes.
/// Each is with the operating system before its call goes on, so that no end of the process can lose it.
/// </summary>
/// <param name="ledger">The ledger's path.</param>
internal sealed class AttemptLog(string ledger)
{
    // Readers take a part into memory: none grows without end where the ledger cannot be written.
    private const long MostBytes = 1024 * 1024;
    private readonly object _gate = new();
    private readonly string _client = Guid.NewGuid().ToString("N");
    private readonly MemoryStream _line = new();
    private readonly List<LogPart> _parts = [];
    private FileStream? _stream;
    private long _number;
    private int _part;
    private bool _closed;

    /// <summary>Writes down an attempt that is about to leave.</summary>
    /// <returns>Its number; null where it cannot be written.</returns>
    public long? Begin(AttemptStart start) => TryAppend(new LogLine { Start = start }, out var number) ? number : null;

    /// <summary>Writes down what became of an attempt.</summary>
    /// <returns>False where it cannot be written.</returns>
    public bool Settle(long process, long entry, LedgerSettlement settlement) => TryAppend(new LogLine { Process = process, Entry = entry, Settlement = settlement }, out _);

    /// <summary>Enters in the ledger what is not there yet; what is written from now on comes into a new part.</summary>
    /// <returns>What is entered to its end, and may be removed once this is committed.</returns>
    public IReadOnlyCollection<LogPart> Enter(DatabaseSession session)
    {
        List<LogPart> parts;
        lock (_gate)
        {
            EndPart();
            parts = [.. _parts];
        }

        return [.. LogReplay.Enter(session, parts).Keys];
    }

    /// <summary>Removes parts that are entered.</summary>
    public void Remove(IReadOnlyCollection<LogPart> parts)
    {
        foreach (var part in parts)
        {
            part.Remove();
        }

        lock (_gate)
        {
            _parts.RemoveAll(parts.Contains);
        }
    }

    /// <summary>Ends the writing; what is not entered yet can be.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            EndPart();
        }
    }

    private bool TryAppend(LogLine line, out long number)
    {
        var json = line.ToJson();
        lock (_gate)
        {
            number = _number + 1;
            _line.SetLength(0);
            LogLine.Write(_line, number, json);
            if (_closed || !TryWrite())
            {
                return false;
            }

            _number = number;
            return true;
        }
    }

    private bool TryWrite()
    {
        if (_stream?.Position > MostBytes)
        {
            EndPart();
        }

        try
        {
            _stream ??= BeginPart();
            var end = _stream.Position;
            try
            {
                _stream.Write(_line.GetBuffer(), 0, (int)_line.Length);
                return true;
            }
            catch (IOException)
            {
                // Half a line would spoil the next.
                _stream.SetLength(end);
                _stream.Position = end;
                return false;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The caller books in the ledger, and tells what it says.
            return false;
        }
    }

    private FileStream BeginPart()
    {
        var part = LogPart.Of(ledger, _client, ++_part);
        var stream = OwnerFile.OpenToWrite(part.Path);
        _parts.Add(part);
        return stream;
    }

    private void EndPart()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
