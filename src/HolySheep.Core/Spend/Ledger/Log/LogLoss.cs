using System;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>
/// Counts the damaged or missing lines of one part. A client numbers the lines of a part without gaps, so the numbers around a damaged range give the number of lines in it;
/// those at the end are missed by what the first line promises.
/// </summary>
internal sealed class LogLoss
{
    private LogHead? _previous;
    private long _promised;
    private long _size;
    private long _unread;
    private long _lost;

    /// <summary>Takes what the first line says.</summary>
    public void Expect(LogHead head, LogLine first) => (_previous, _promised, _size) = (head, first.Last, first.Size);

    /// <summary>Adds a line that cannot be read.</summary>
    public void AddUnread() => _unread++;

    /// <summary>Adds a line that can be read.</summary>
    public void AddRead(LogHead head)
    {
        var between = head.Number - _previous?.Number - 1;
        _lost += head.IsChecked && _previous is { IsChecked: true } && between >= 0 ? between.Value : _unread;
        (_previous, _unread) = (head, 0);
    }

    /// <summary>What was read, and the lines that are damaged or missing.</summary>
    /// <param name="end">The end of the last complete line, in bytes.</param>
    /// <param name="length">The length of the part in bytes.</param>
    /// <param name="isCutShort">Whether the bytes after the last complete line are the beginning of a line, as a killed process leaves it.</param>
    public LogExtent ExtentOf(long end, long length, bool isCutShort)
    {
        var missing = Math.Max(_unread + (isCutShort ? 0 : 1), _promised - (_previous?.Number ?? 0));
        var hasLostItsEnd = length < _size;
        return new LogExtent(end, _lost + (hasLostItsEnd ? Math.Max(1, missing) : missing), hasLostItsEnd);
    }
}
