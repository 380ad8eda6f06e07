using System;
using System.Threading;
using HolySheep.Chat;
using HolySheep.Interactive.Terminal;

namespace HolySheep.Cli.Output;

/// <summary>Shows on a terminal that the call is under way, after a second without an answer; removed before any of the answer is shown.</summary>
internal sealed class WaitingLine : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Messages _messages;
    private readonly Func<int> _width;
    private readonly TimeProvider _clock;
    private readonly long _begun;
    private readonly object _lock = new();
    private ITimer? _timer;
    private volatile string? _target;

    private WaitingLine(Messages messages, Func<int> width, TimeProvider clock)
    {
        _messages = messages;
        _width = width;
        _clock = clock;
        _begun = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Show(), null, Second, Second);
    }

    /// <summary>Starts the display; null if one of the streams is not a terminal, or JSON is requested.</summary>
    public static WaitingLine? Begin(StandardOutput output, Messages messages, bool json, TimeProvider clock, Func<int>? width = null) =>
        output.IsTerminal && messages.IsTerminal && !json ? new WaitingLine(messages, width ?? (() => Console.WindowWidth), clock) : null;

    /// <summary>The same request, whose attempts the line names.</summary>
    public ChatRequest Watch(ChatRequest request) => request with
    {
        Trace = trace =>
        {
            _target = trace.Asked ?? _target;
            request.Trace?.Invoke(trace);
        },
    };

    /// <summary>Removes the line for good.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_timer is { } timer)
            {
                timer.Dispose();
                _timer = null;
                _messages.Pass("");
            }
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            if (_timer is not null)
            {
                var text = WaitText.Of(_target, (int)_clock.GetElapsedTime(_begun).TotalSeconds);

                // A line that reaches the last column would wrap and could not be removed.
                _messages.Pass(text[..Math.Clamp(_width() - 1, 0, text.Length)]);
            }
        }
    }
}
