using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>
/// Writes the attempts of one client to files next to the ledger, until they are imported: a line takes a tenth of the time of a commit.
/// The operating system has the start of an attempt before it is sent, so that the end of the process cannot lose it. A result waits for the next line while other attempts
/// are under way, for a few milliseconds: what a killed process loses of them is booked as the estimate.
/// </summary>
internal sealed class AttemptLog
{
    /// <summary>How long a result waits for the next line at most.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(20);

    // Readers load a part into memory, so a part must not grow without limit while the ledger cannot be written.
    private const long MostBytes = 1024 * 1024;

    // While the ledger cannot be written, the lines of later parts are only in their files.
    private const int MostKept = 32;
    private readonly string _ledger;
    private readonly object _gate = new();
    private readonly Guid _client = Guid.NewGuid();
    private readonly List<LogPart> _parts = [];
    private readonly ITimer _timer;
    private LogPartWriter? _writer;
    private bool _isTimed;
    private int _underWay;

    // Starts at a random number: process rows are reused, and a number must identify one attempt only.
    private long _number;
    private int _part;
    private bool _closed;

    /// <param name="ledger">The ledger's path.</param>
    /// <param name="timeProvider">The clock.</param>
    public AttemptLog(string ledger, TimeProvider timeProvider)
    {
        _ledger = ledger;
        _timer = timeProvider.CreateTimer(_ => WriteWaiting(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _number = BitConverter.ToInt64(_client.ToByteArray(), 0) & (long.MaxValue >> 1);
    }

    /// <summary>The client, as the names of its parts have it.</summary>
    public string Client => _client.ToString("N");

    /// <summary>The parts so far, in order; lines may follow in the last one.</summary>
    public IReadOnlyList<LogPart> Parts
    {
        get
        {
            lock (_gate)
            {
                return [.. _parts];
            }
        }
    }

    /// <summary>Logs an attempt that is about to be sent.</summary>
    /// <returns>Its number; null if it cannot be written.</returns>
    public long? Begin(AttemptStart start) => TryAppend(new LogLine { Start = start }, start.Process, begun: 1, out var number) ? number : null;

    /// <summary>Logs the result of an attempt.</summary>
    /// <returns>False if it cannot be written.</returns>
    public bool Settle(long process, long entry, LedgerSettlement settlement) => TryAppend(new LogLine { Process = process, Entry = entry, Settlement = settlement }, process, begun: -1, out _);

    /// <summary>Logs the result of an attempt that another process may have begun.</summary>
    /// <returns>False if it cannot be written.</returns>
    public bool Settle(AttemptStart start, LedgerSettlement settlement) => TryAppend(new LogLine { Start = start, Settlement = settlement }, start.Process, begun: 0, out _);

    /// <summary>Ends the current part, so that later lines go to a new one.</summary>
    /// <returns>The parts to import, in order; they may be deleted once their import is committed.</returns>
    public IReadOnlyList<LogPart> EndParts()
    {
        lock (_gate)
        {
            EndPart();
            return [.. _parts];
        }
    }

    /// <summary>Deletes imported parts. A damaged part stays for the process that opens the ledger after this one is gone, which reports it.</summary>
    /// <returns>Whether other parts remain.</returns>
    public bool Remove(IReadOnlyDictionary<LogPart, LogExtent> entered)
    {
        foreach (var part in entered.Where(part => part.Value.Damaged == 0))
        {
            part.Key.Remove();
        }

        lock (_gate)
        {
            _parts.RemoveAll(entered.ContainsKey);
            return _parts.Count > (_writer is null ? 0 : 1);
        }
    }

    /// <summary>Stops the writing; lines that are not imported yet can still be.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _timer.Dispose();
            EndPart();
        }
    }

    private bool TryAppend(LogLine line, long process, int begun, out long number)
    {
        var json = line.ToJson();
        lock (_gate)
        {
            // A failed line keeps its number: whether it reached the disk is unknown.
            number = ++_number;
            _underWay += begun;
            if (_closed || !TryWrite(process, number, json, mayWait: begun < 0 && _underWay > 0))
            {
                _underWay -= Math.Max(begun, 0);
                return false;
            }

            _parts[_parts.Count - 1].Kept?.Add(number, line);
            return true;
        }
    }

    private bool TryWrite(long process, long number, byte[] json, bool mayWait)
    {
        if (_writer?.Length > MostBytes)
        {
            EndPart();
        }

        try
        {
            _writer ??= BeginPart(process, number - 1);

            // If it cannot be written later, it is still imported.
            if (mayWait && _parts[_parts.Count - 1].Kept is not null)
            {
                _writer.AppendLater(number, json);
                SetTimer();
            }
            else
            {
                _writer.Append(number, json);
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The caller books in the ledger instead and reports its faults. Half a line ends its part, because it would spoil the next line.
            var isEmpty = _writer is { IsEmpty: true };
            EndPart();
            if (isEmpty)
            {
                _parts[_parts.Count - 1].Remove();
                _parts.RemoveAt(_parts.Count - 1);
            }

            return false;
        }
    }

    private void SetTimer()
    {
        if (!_isTimed)
        {
            _isTimed = true;
            _timer.Change(LongestWait, Timeout.InfiniteTimeSpan);
        }
    }

    private void WriteWaiting()
    {
        lock (_gate)
        {
            _isTimed = false;
            try
            {
                _writer?.WriteWaiting();
            }
            catch (IOException)
            {
                EndPart();
            }
        }
    }

    private LogPartWriter BeginPart(long process, long before)
    {
        while (true)
        {
            var part = LogPart.Of(_ledger, Client, process, ++_part) with { Kept = _parts.Count < MostKept ? new KeptLines() : null };
            if (LogPartWriter.Begin(part, before) is { } writer)
            {
                _parts.Add(part);
                return writer;
            }

            part.Remove();
        }
    }

    private void EndPart()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
