using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>What a part of a log holds that is not in the ledger yet.</summary>
internal sealed class LogContent
{
    private readonly Dictionary<long, LedgerSettlement> _settled = [];
    private readonly List<(long Number, AttemptStart Start)> _begun = [];
    private readonly List<(long Process, long Entry, LedgerSettlement Settlement)> _ended = [];
    private readonly List<(long Number, AttemptStart Start, LedgerSettlement Settlement)> _settledByCall = [];
    private readonly EarlierCallIds _earlier;

    private LogContent(long last, EarlierCallIds earlier) => (Last, _earlier) = (last, earlier);

    /// <summary>The number of the last line; that of the last imported line if there is no newer one.</summary>
    public long Last { get; private set; }

    /// <summary>How much of the part could be read.</summary>
    public LogExtent Extent { get; private set; } = new(0, 0);

    /// <summary>The results of attempts that began in lines which are imported already, or in an earlier part.</summary>
    public IReadOnlyList<(long Process, long Entry, LedgerSettlement Settlement)> Ended => _ended;

    /// <summary>The results of attempts that any process began, found by their call.</summary>
    public IReadOnlyList<(long Number, AttemptStart Start, LedgerSettlement Settlement)> SettledByCall => _settledByCall;

    /// <summary>The number of attempts that began.</summary>
    public int Count => _begun.Count;

    /// <summary>The attempts that began, each with its result; the result is null for an attempt under way.</summary>
    public IEnumerable<(long Number, AttemptStart Start, LedgerSettlement? Settlement)> Begun
    {
        get
        {
            foreach (var (number, start) in _begun)
            {
                yield return (number, start, _settled.TryGetValue(number, out var settlement) ? settlement : null);
            }
        }
    }

    /// <summary>Reads the bytes of a part.</summary>
    /// <param name="bytes">All bytes of the part.</param>
    /// <param name="done">The number of the last line that is imported already.</param>
    /// <param name="earlier">The ids of calls of earlier versions in this import.</param>
    public static LogContent Of(ReadOnlySpan<byte> bytes, long done, EarlierCallIds earlier)
    {
        var content = new LogContent(done, earlier);
        var loss = new LogLoss();
        var at = 0;
        for (int length; (length = bytes.Slice(at).IndexOf(LogFrame.End)) >= 0; at += length + 1)
        {
            content.Add(bytes.Slice(at, length), at == 0, done, loss);
        }

        content.Extent = loss.ExtentOf(at, bytes.Length, at > 0 && LogFrame.IsCutShort(LogFrame.WithoutRoom(bytes.Slice(at))));
        return content;
    }

    /// <summary>Takes the lines that the client itself has kept of a part.</summary>
    /// <param name="lines">The lines, in order.</param>
    /// <param name="done">The number of the last line that is imported already.</param>
    /// <param name="earlier">The ids of calls of earlier versions in this import.</param>
    public static LogContent Of(IReadOnlyList<(long Number, LogLine Line)> lines, long done, EarlierCallIds earlier)
    {
        var content = new LogContent(done, earlier);
        foreach (var (number, line) in lines)
        {
            if (number > done)
            {
                content.Add(number, line);
            }
        }

        return content;
    }

    private void Add(ReadOnlySpan<byte> line, bool isFirst, long done, LogLoss loss)
    {
        if (LogFrame.Read(line, out var json) is not { } head)
        {
            loss.AddUnread();
            return;
        }

        if (isFirst && LogLine.Read(json) is { Last: > 0 } first)
        {
            loss.Expect(head, first);
            return;
        }

        if (head.Number <= done)
        {
            loss.AddRead(head);
            return;
        }

        if (LogLine.Read(json) is not { Last: 0 } read)
        {
            loss.AddUnread();
            return;
        }

        loss.AddRead(head);
        Add(head.Number, read);
    }

    private void Add(long number, LogLine read)
    {
        Last = number;
        if (read is { Start: { } start, Settlement: { } settlement })
        {
            _settledByCall.Add((number, start, settlement));
        }
        else if (read.Start is not null)
        {
            _earlier.Replace(read.Start);
            _begun.Add((number, read.Start));
        }
        else if (_begun.Count > 0 && read.Entry >= _begun[0].Number)
        {
            _settled[read.Entry] = read.Settlement!;
        }
        else
        {
            _ended.Add((read.Process, read.Entry, read.Settlement!));
        }
    }
}
