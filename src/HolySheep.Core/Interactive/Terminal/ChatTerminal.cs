using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Time;

namespace HolySheep.Interactive.Terminal;

/// <summary>Runs a session at a terminal: reads inputs, shows answers as they arrive, and lets the person stop an answer.</summary>
public sealed class ChatTerminal
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ChatSession _session;
    private readonly IChatScreen _screen;
    private readonly IChatInput _input;
    private readonly TimeProvider _clock;
    private readonly StatusLine _status;

    /// <summary>Creates a run.</summary>
    /// <param name="session">The session.</param>
    /// <param name="screen">Where it is shown.</param>
    /// <param name="input">What the person types.</param>
    /// <param name="clock">The clock.</param>
    public ChatTerminal(ChatSession session, IChatScreen screen, IChatInput input, TimeProvider clock)
    {
        (_session, _screen, _input, _clock) = (session, screen, input, clock);
        _status = new StatusLine(screen, clock);
        session.Asking = _status.Asking;
    }

    /// <summary>Runs until the person ends the session.</summary>
    /// <param name="first">The first input; null if the person types it.</param>
    /// <param name="cancellationToken">Ends the session at once.</param>
    /// <exception cref="OperationCanceledException">The session was cancelled.</exception>
    public async Task RunAsync(string? first, CancellationToken cancellationToken)
    {
        await NoteAsync($"Chat with {_session.Model}{Earlier()}. /help lists the commands, Ctrl+D ends.").ConfigureAwait(false);
        if (first is not null)
        {
            await SubmitAsync(first, cancellationToken).ConfigureAwait(false);
        }

        while (!_session.HasEnded && await _input.ReadAsync(cancellationToken).ConfigureAwait(false) is { } text)
        {
            await SubmitAsync(text, cancellationToken).ConfigureAwait(false);
        }

        if (_session.Cost is { } cost)
        {
            await NoteAsync(cost).ConfigureAwait(false);
        }
    }

    private async ValueTask SubmitAsync(string text, CancellationToken cancellationToken)
    {
        // Not disposed: it has no timer, and its cancellation may still run when the answer has ended.
        var stop = new CancellationTokenSource();
        var view = new AnswerView(_screen, isMarkdown: !_session.AnswersInJson);
        var events = _session.SubmitAsync(text, stop.Token, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var closing = events.ConfigureAwait(false);
        _status.Asking(null);
        _status.Begin();
        try
        {
            while (await NextAsync(events, stop).ConfigureAwait(false))
            {
                await _status.EndAsync().ConfigureAwait(false);
                view = await ShowAsync(events.Current, view).ConfigureAwait(false);
            }
        }
        finally
        {
            await _status.EndAsync().ConfigureAwait(false);
            await view.EndAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<SessionEvent> events, CancellationTokenSource stop)
    {
        var next = events.MoveNextAsync().AsTask();
        do
        {
            if (_input.WantsToStop())
            {
                // A callback of the call must not run on the thread that reads keys.
                _ = Task.Run(stop.Cancel, CancellationToken.None);
            }

            if (!next.IsCompleted)
            {
                await Task.WhenAny(next, Pause.ForAsync(_clock, Interval, CancellationToken.None)).ConfigureAwait(false);
                await _status.TickAsync().ConfigureAwait(false);
            }
        }
        while (!next.IsCompleted);

        return await next.ConfigureAwait(false);
    }

    private async ValueTask<AnswerView> ShowAsync(SessionEvent shown, AnswerView view)
    {
        if (shown.Kind == SessionEventKind.Answer)
        {
            await view.ShowAsync(shown.Text).ConfigureAwait(false);
            return view;
        }

        await view.EndAsync().ConfigureAwait(false);
        switch (shown.Kind)
        {
            case SessionEventKind.Restarted:
                await NoteAsync("The answer broke off and starts again; what was shown so far is void.").ConfigureAwait(false);
                _status.Begin();
                break;
            case SessionEventKind.Stopped:
                await NoteAsync("Stopped. The answer and its question are not part of the conversation.").ConfigureAwait(false);
                break;
            case SessionEventKind.Reply:
                await WriteAsync(shown.Text, TextStyle.Plain).ConfigureAwait(false);
                break;
            case SessionEventKind.Note:
                await NoteAsync(shown.Text).ConfigureAwait(false);
                break;
            case SessionEventKind.Failure:
                await WriteAsync("error " + shown.Text, TextStyle.Red).ConfigureAwait(false);
                break;
            case SessionEventKind.Hint:
                await WriteAsync("hint: " + shown.Text, TextStyle.Yellow).ConfigureAwait(false);
                break;
        }

        return new AnswerView(_screen, isMarkdown: !_session.AnswersInJson);
    }

    private string Earlier() => _session.Conversation is not { Name: { } name } stored ? ""
        : stored.Turns == 0 ? $", in the new conversation '{name}'"
        : $", in the conversation '{name}' of {(stored.Turns == 1 ? "1 turn" : $"{stored.Turns} turns")}";

    private ValueTask NoteAsync(string text) => WriteAsync(text.Replace('\n', ' '), TextStyle.Dim);

    // Messages can quote a provider.
    private ValueTask WriteAsync(string text, TextStyle style)
    {
        var harmless = TerminalText.Harmless(text);
        return _screen.WriteAsync((_screen.HasStyles ? StyledText.Of(harmless, style) : harmless) + "\n");
    }
}
