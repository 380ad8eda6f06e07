namespace HolySheep.Spend.Ledger.Log;

/// <summary>Counts the lines of one part that are damaged or missing. A client numbers the lines of a part without gaps, so the numbers around a damaged stretch say how many lines it held.</summary>
internal sealed class LogLoss
{
    private LogHead? _previous;
    private long _unread;
    private long _lost;

    /// <summary>Adds a line that cannot be read.</summary>
    public void AddUnread() => _unread++;

    /// <summary>Adds a line that can be read.</summary>
    public void AddRead(LogHead head)
    {
        var between = head.Number - _previous?.Number - 1;
        _lost += head.IsChecked && _previous is { IsChecked: true } && between >= 0 ? between.Value : _unread;
        (_previous, _unread) = (head, 0);
    }

    /// <summary>The lines that are damaged or missing.</summary>
    /// <param name="isCutShort">Whether what follows the last whole line is the beginning of a line, as a killed process leaves it.</param>
    public long Count(bool isCutShort) => _lost + _unread + (isCutShort ? 0 : 1);
}
