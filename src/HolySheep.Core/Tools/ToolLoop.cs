using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;

namespace HolySheep.Tools;

/// <summary>Asks, runs the tools that a complete answer asks for, and asks again with their results, until an answer asks for none. Each round is a call of its own.</summary>
internal sealed class ToolLoop(ChatCalls calls, CallServices services, KeyLookup keys, TimeSpan defaultLimit)
{
    /// <summary>Asks for a whole answer.</summary>
    /// <exception cref="ChatException">A round was not answered, or the model asked for more rounds than are allowed; lists every attempt and tool run.</exception>
    /// <exception cref="HolySheepException">The request or the configuration is not usable.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public Task<ChatResult> AskAsync(ChatRequest request, CancellationToken cancellationToken) =>
        request is { ToolRounds: { } rounds, Tools.Count: > 0 } ? AskInRoundsAsync(request, rounds, cancellationToken) : calls.AskAsync(request, cancellationToken);

    /// <summary>Asks for an answer piece by piece, each round as it arrives; only the last round ends with a result.</summary>
    /// <exception cref="ChatException">As for a whole answer; thrown while the pieces are read.</exception>
    /// <exception cref="HolySheepException">The request or the configuration is not usable.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public IAsyncEnumerable<ChatUpdate> StreamAsync(ChatRequest request, CancellationToken cancellationToken) =>
        request is { ToolRounds: { } rounds, Tools.Count: > 0 } ? StreamInRoundsAsync(request, rounds, cancellationToken) : calls.StreamAsync(request, cancellationToken);

    private async Task<ChatResult> AskInRoundsAsync(ChatRequest request, ToolRounds rounds, CancellationToken cancellationToken)
    {
        var conversation = Begin(request);
        while (true)
        {
            ChatResult answer;
            try
            {
                answer = await calls.AskAsync(conversation.NextRequest(), cancellationToken).ConfigureAwait(false);
            }
            catch (HolySheepException fault) when (conversation.Round > 1)
            {
                throw conversation.Failed(fault);
            }

            if (IsLast(conversation, answer, rounds))
            {
                return conversation.Whole(answer);
            }

            conversation.Add(answer, await RunAsync(conversation, request, answer, cancellationToken).ConfigureAwait(false));
        }
    }

    private async IAsyncEnumerable<ChatUpdate> StreamInRoundsAsync(ChatRequest request, ToolRounds rounds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var conversation = Begin(request);
        while (true)
        {
            ChatResult? answer = null;
            var pieces = calls.StreamAsync(conversation.NextRequest(), cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (pieces.ConfigureAwait(false))
            {
                while (await NextAsync(pieces, conversation).ConfigureAwait(false))
                {
                    if (pieces.Current.Result is { } whole)
                    {
                        answer = whole;
                    }
                    else
                    {
                        yield return pieces.Current;
                    }
                }
            }

            if (IsLast(conversation, answer!, rounds))
            {
                yield return new ChatUpdate(ChatUpdateKind.Completed, "", conversation.Whole(answer!));
                yield break;
            }

            var runs = await RunAsync(conversation, request, answer!, cancellationToken).ConfigureAwait(false);
            conversation.Add(answer!, runs);
            yield return new ChatUpdate(ChatUpdateKind.ToolsRun, "");
        }
    }

    private ToolConversation Begin(ChatRequest request)
    {
        // A tool may well print the key of a provider that no call has used yet.
        keys.RegisterAll();
        return new ToolConversation(request, services.TimeProvider, splitKey: services.Randomness().ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Takes an answer; false if its tools are to be run.</summary>
    /// <exception cref="ChatException">Its tools may not be run.</exception>
    private static bool IsLast(ToolConversation conversation, ChatResult answer, ToolRounds rounds)
    {
        conversation.Add(answer);
        return answer.ToolCalls.Count == 0 ? true
            : answer.EndsAtLimit ? throw conversation.CutCalls(answer)
            : conversation.Round > rounds.Count ? throw conversation.OutOfRounds(answer, rounds.Count)
            : false;
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatUpdate> pieces, ToolConversation conversation)
    {
        try
        {
            return await pieces.MoveNextAsync().ConfigureAwait(false);
        }
        catch (HolySheepException fault) when (conversation.Round > 1)
        {
            throw conversation.Failed(fault);
        }
    }

    /// <summary>Runs the tools of an answer one after another; a call that repeats an earlier one of the same answer takes its result.</summary>
    private async Task<IReadOnlyList<ChatToolRun>> RunAsync(ToolConversation conversation, ChatRequest request, ChatResult answer, CancellationToken cancellationToken)
    {
        var runs = new List<ChatToolRun>(answer.ToolCalls.Count);
        var known = new Dictionary<ChatToolCall, ChatToolRun>();
        foreach (var call in answer.ToolCalls)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (call.Id.Length == 0 || !known.TryGetValue(call, out var run))
            {
                run = await RunAsync(conversation.Round, call, request, answer.CallId, request.ToolRounds!.Runner, cancellationToken).ConfigureAwait(false);
                known[call] = run;
                Tell(request, run);
            }

            runs.Add(run);
        }

        return runs;
    }

    private async Task<ChatToolRun> RunAsync(int round, ChatToolCall call, ChatRequest request, string? callId, IToolRunner runner, CancellationToken cancellationToken)
    {
        var startedAt = services.TimeProvider.GetTimestamp();
        var output = await RunAsync(round, call, request, runner, cancellationToken).ConfigureAwait(false);
        return new ChatToolRun
        {
            Round = round,
            Id = call.Id,
            Name = call.Name,
            Arguments = call.Arguments,
            Result = ToldText.Of(output.Text, services.Mask),
            IsError = output.IsError,
            IsConfirmed = output.IsConfirmed,
            Duration = services.TimeProvider.GetElapsedTime(startedAt),
            CallId = callId,
        };
    }

    private async Task<ToolOutput> RunAsync(int round, ChatToolCall call, ChatRequest request, IToolRunner runner, CancellationToken cancellationToken)
    {
        var (arguments, fault) = CheckedCall.Of(call, request.Tools);
        if (fault is not null)
        {
            return ToolOutput.Failed(fault);
        }

        try
        {
            return await runner.RunAsync(new ToolRequest(round, call.Name, arguments!, request.Limits.Timeout ?? defaultLimit), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // What a tool throws is for the model: the caller asked the model, and the call goes on.
            return ToolOutput.Failed(exception.Message);
        }
    }

    private void Tell(ChatRequest request, ChatToolRun run)
    {
        if (request.Trace is { } listener)
        {
            listener(new ChatTrace(ChatTraceLevel.Verbose, services.Mask.Mask(FormattableString.Invariant($"Round {run.Round}: the tool {run.Name} {(run.IsError ? "gave an error" : "gave a result")} after {run.Duration.TotalSeconds:0.###} s."))));
        }
    }
}
