using System;
using System.Threading.Tasks;

namespace HolySheep.Interactive.Terminal;

/// <summary>A line that shows the wait for an answer after a second of silence, and disappears without a trace.</summary>
internal sealed class StatusLine(IChatScreen screen, TimeProvider clock)
{
    private long? _begun;
    private int _seconds;
    private volatile string? _target;

    /// <summary>Begins to wait.</summary>
    public void Begin() => (_begun, _seconds) = (clock.GetTimestamp(), 0);

    /// <summary>Names the target that is asked now, from any thread; null if it is not known.</summary>
    public void Asking(string? target) => _target = target;

    /// <summary>Draws the line if a second more has passed.</summary>
    public ValueTask TickAsync()
    {
        if (_begun is not { } begun || !screen.CanMove || (int)clock.GetElapsedTime(begun).TotalSeconds is var seconds && seconds == _seconds)
        {
            return default;
        }

        _seconds = seconds;
        var text = WaitText.Of(_target, seconds);

        // A line that reaches the last column would wrap and could not be removed.
        text = text.Substring(0, Math.Max(0, Math.Min(text.Length, screen.Width - 1)));
        return screen.WriteAsync(Ansi.ClearLine + (screen.HasStyles ? StyledText.Of(text, TextStyle.Dim) : text));
    }

    /// <summary>Ends the wait and removes the line.</summary>
    public ValueTask EndAsync()
    {
        var isShown = _seconds > 0;
        (_begun, _seconds) = (null, 0);
        return isShown ? screen.WriteAsync(Ansi.ClearLine) : default;
    }
}
