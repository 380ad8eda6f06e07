using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Files;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>
/// The attempts of one client that no budget counts, in files beside the ledger until they are entered there: a line takes a tenth of what a commit takes.
/// Each is with the operating system before its call goes on, so that no end of the process can lose it.
/// </summary>
internal sealed class AttemptLog
{
    // Readers take a part into memory: none grows without end where the ledger cannot be written.
    private const long MostBytes = 1024 * 1024;
    private readonly string _ledger;
    private readonly object _gate = new();
    private readonly Guid _client = Guid.NewGuid();
    private readonly MemoryStream _line = new();
    private readonly List<LogPart> _parts = [];
    private FileStream? _stream;

    // Begun at random: the rows of processes are given out again, and a number names one attempt only.
    private long _number;
    private int _part;
    private bool _closed;

    /// <param name="ledger">The ledger's path.</param>
    public AttemptLog(string ledger)
    {
        _ledger = ledger;
        _number = BitConverter.ToInt64(_client.ToByteArray(), 0) & (long.MaxValue >> 1);
    }

    /// <summary>Writes down an attempt that is about to leave.</summary>
    /// <returns>Its number; null where it cannot be written.</returns>
    public long? Begin(AttemptStart start) => TryAppend(new LogLine { Start = start }, start.Process, out var number) ? number : null;

    /// <summary>Writes down what became of an attempt.</summary>
    /// <returns>False where it cannot be written.</returns>
    public bool Settle(long process, long entry, LedgerSettlement settlement) => TryAppend(new LogLine { Process = process, Entry = entry, Settlement = settlement }, process, out _);

    /// <summary>Enters in the ledger what is not there yet; what is written from now on comes into a new part.</summary>
    /// <returns>What is entered, and may be removed once this is committed.</returns>
    public IReadOnlyDictionary<LogPart, LogExtent> Enter(DatabaseSession session)
    {
        List<LogPart> parts;
        lock (_gate)
        {
            EndPart();
            parts = [.. _parts];
        }

        return LogReplay.Enter(session, parts);
    }

    /// <summary>Removes parts that are entered; a damaged one is left to whoever opens the ledger once this process is gone, and tells of it.</summary>
    /// <returns>Whether there are others.</returns>
    public bool Remove(IReadOnlyDictionary<LogPart, LogExtent> entered)
    {
        foreach (var part in entered.Where(part => part.Value.Damaged == 0))
        {
            part.Key.Remove();
        }

        lock (_gate)
        {
            _parts.RemoveAll(entered.ContainsKey);
            return _parts.Count > (_stream is null ? 0 : 1);
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

    private bool TryAppend(LogLine line, long process, out long number)
    {
        var json = line.ToJson();
        lock (_gate)
        {
            // One that failed keeps its number: what came of it on the disk is not known.
            number = ++_number;
            LogFrame.Write(_line, number, json);
            return !_closed && TryWrite(process);
        }
    }

    private bool TryWrite(long process)
    {
        if (_stream?.Position > MostBytes)
        {
            EndPart();
        }

        try
        {
            _stream ??= BeginPart(process);
            _stream.Write(_line.GetBuffer(), 0, (int)_line.Length);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The caller books in the ledger, and tells what it says. Half a line ends its part: it would spoil the next.
            var isEmpty = _stream?.Position == 0;
            EndPart();
            if (isEmpty)
            {
                _parts[_parts.Count - 1].Remove();
                _parts.RemoveAt(_parts.Count - 1);
            }

            return false;
        }
    }

    private FileStream BeginPart(long process)
    {
        while (true)
        {
            var part = LogPart.Of(_ledger, _client.ToString("N"), process, ++_part);
            var stream = OwnerFile.OpenToWrite(part.Path);
            if (File.Exists(part.Path))
            {
                _parts.Add(part);
                return stream;
            }

            // Between making and locking it, another process took it for what a gone one left, and removed it.
            stream.Dispose();
        }
    }

    private void EndPart()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
