using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Prompts;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Conversations;
using HolySheep.Errors;

namespace HolySheep.Interactive;

/// <summary>A conversation at a prompt: takes what a person types, and yields what is shown. A failed call does not end it.</summary>
public sealed class ChatSession
{
    private readonly HolySheepClient _client;
    private readonly SessionState _state;
    private readonly SessionCommands _commands;
    private IReadOnlyList<ChatAttachment> _attachments;
    private Func<string, string>? _opening;

    /// <summary>Begins a session; nothing is sent.</summary>
    /// <param name="client">Asks the models.</param>
    /// <param name="options">How the session begins.</param>
    /// <exception cref="HolySheepException">An option of the request is not valid.</exception>
    public ChatSession(HolySheepClient client, ChatSessionOptions options)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        client.CheckOptions((options ?? throw new ArgumentNullException(nameof(options))).Request);
        _state = new SessionState(client, options);
        _commands = new SessionCommands(client, _state, options);
        _attachments = options.Attachments;
        _opening = options.Opening;
    }

    /// <summary>True once the user has ended the session with a command.</summary>
    public bool HasEnded => _state.HasEnded;

    /// <summary>The last answer; null before the first.</summary>
    public ChatResult? Last => _state.Last;

    /// <summary>The conversation, which has a name if it is stored.</summary>
    public ConversationSession Conversation => _state.Conversation;

    /// <summary>The model that is asked.</summary>
    public string Model => _state.Model;

    /// <summary>True if the answers are JSON, because they follow a schema.</summary>
    public bool AnswersInJson => _state.Request.JsonSchema is not null;

    /// <summary>What the session has cost, in one line; null before the first call.</summary>
    public string? Cost => _state.Cost.IsAny ? _state.Cost.Describe() : null;

    /// <summary>Receives the target that is asked now, as <c>provider/model</c>, from any thread; null if it is not needed.</summary>
    public Action<string>? Asking { get; set; }

    /// <summary>The texts that can take the place of an unfinished input, from local data.</summary>
    public IReadOnlyList<string> Complete(string input) => _commands.Complete(input);

    /// <summary>Runs a command or asks for an answer, and yields what is shown.</summary>
    /// <param name="input">What the person typed, as <see cref="SessionInput"/> reads it.</param>
    /// <param name="stopAnswer">Stops the answer but not the session.</param>
    /// <param name="cancellationToken">Ends the session.</param>
    /// <exception cref="OperationCanceledException">The session was cancelled.</exception>
    public async IAsyncEnumerable<SessionEvent> SubmitAsync(string input, CancellationToken stopAnswer, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (SessionInput.CommandOf(input) is var (name, argument))
        {
            foreach (var shown in _commands.Run(name, argument))
            {
                yield return shown;
            }

            yield break;
        }

        var text = SessionInput.TextOf(input);
        if (text.Length == 0)
        {
            yield break;
        }

        ChatRequest? request = null;
        IReadOnlyList<SessionEvent> faults = [];
        try
        {
            request = _state.With(Message(text)) with { Trace = Tell };
        }
        catch (HolySheepException exception)
        {
            faults = SessionFailure.Of(exception);
        }

        foreach (var fault in faults)
        {
            yield return fault;
        }

        if (request is not null)
        {
            await foreach (var shown in AskAsync(request, stopAnswer, cancellationToken).ConfigureAwait(false))
            {
                yield return shown;
            }
        }
    }

    private void Tell(ChatTrace trace)
    {
        if (trace.Asked is { } target)
        {
            Asking?.Invoke(target);
        }

        _state.Request.Trace?.Invoke(trace);
    }

    private ChatMessage Message(string text)
    {
        var message = ChatMessage.User(_opening?.Invoke(text) ?? text);
        return _attachments.Count > 0 ? message.With(_attachments) : message;
    }

    private async IAsyncEnumerable<SessionEvent> AskAsync(ChatRequest request, CancellationToken stopAnswer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopAnswer, cancellationToken);
        var shown = new StringBuilder();
        var updates = _client.StreamAsync(request, stop.Token).GetAsyncEnumerator(stop.Token);
        await using var closing = updates.ConfigureAwait(false);
        for (var goesOn = true; goesOn;)
        {
            var (update, failure) = await NextAsync(updates, request, shown, stopAnswer, cancellationToken).ConfigureAwait(false);
            foreach (var piece in failure ?? EventsOf(update, request, shown))
            {
                yield return piece;
            }

            goesOn = failure is null && update is not null;
        }
    }

    private async ValueTask<(ChatUpdate? Update, IReadOnlyList<SessionEvent>? Failure)> NextAsync(
        IAsyncEnumerator<ChatUpdate> updates, ChatRequest request, StringBuilder shown, CancellationToken stopAnswer, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync().ConfigureAwait(false) ? (updates.Current, null) : (null, null);
        }
        catch (OperationCanceledException) when (stopAnswer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _state.Cost.AddStopped(CostOfStopped(request, shown.ToString()));
            return (null, [new SessionEvent(SessionEventKind.Stopped)]);
        }
        catch (HolySheepException exception)
        {
            if (exception is ChatException failed)
            {
                _state.Cost.Add(failed);
            }

            return (null, SessionFailure.Of(exception));
        }
    }

    private decimal? CostOfStopped(ChatRequest request, string shown) =>
        _client.CostOf(_client.TargetsOf(request)[0], new ChatUsage { PromptTokens = PromptSize.Of(request), CompletionTokens = TokenEstimate.Of(shown), Estimated = true });

    private List<SessionEvent> EventsOf(ChatUpdate? update, ChatRequest request, StringBuilder shown)
    {
        switch (update?.Kind)
        {
            case ChatUpdateKind.Text:
                shown.Append(update.Text);
                return [new SessionEvent(SessionEventKind.Answer, update.Text)];
            case ChatUpdateKind.Restarted:
                shown.Clear();
                return [new SessionEvent(SessionEventKind.Restarted)];
            case ChatUpdateKind.Completed:
                return Completed(request, update.Result!);
            default:
                return [];
        }
    }

    private List<SessionEvent> Completed(ChatRequest request, ChatResult result)
    {
        result = _state.Answered(request, result);
        _attachments = [];
        _opening = null;
        return
        [
            new SessionEvent(SessionEventKind.Answered),
            .. SessionNotes.Of(result).Select(note => new SessionEvent(SessionEventKind.Note, note)),
            .. _state.Conversation.Fault is { } unsaved ? SessionFailure.Of(unsaved) : [],
        ];
    }
}
