using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Calls;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Errors;

namespace HolySheep.Tools;

/// <summary>The facts of one conversation with tools: what is asked next, and what all rounds together came to. Calls no provider and no tool.</summary>
internal sealed class ToolConversation
{
    private readonly ChatRequest _request;
    private readonly TimeProvider _timeProvider;
    private readonly long _startedAt;
    private readonly List<ChatMessage> _messages;
    private readonly List<ChatAttempt> _attempts = [];
    private readonly List<ChatToolRun> _runs = [];
    private readonly List<string> _warnings = [];
    private ChatUsage? _usage;
    private int _fallbacks;
    private long _roundStartedAt;
    private TimeSpan? _firstToken;

    /// <param name="request">What the caller asks.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="splitKey">Keeps all rounds on one side of a split if the caller gives no key.</param>
    public ToolConversation(ChatRequest request, TimeProvider timeProvider, string splitKey)
    {
        _request = request with { SplitKey = request.SplitKey ?? splitKey };
        _timeProvider = timeProvider;
        _startedAt = timeProvider.GetTimestamp();
        _messages = [.. request.Messages];
    }

    /// <summary>The round under way, from 1; 0 before the first.</summary>
    public int Round { get; private set; }

    public IReadOnlyList<ChatToolRun> Runs => _runs;

    /// <summary>Begins a round: what is asked in it.</summary>
    public ChatRequest NextRequest()
    {
        Round++;
        _roundStartedAt = _timeProvider.GetTimestamp();
        return _request with
        {
            Messages = [.. _messages],

            // A model that had to call a tool would otherwise call one in every round.
            ToolChoice = Round > 1 && _request.ToolChoice?.Kind is ChatToolChoiceKind.Any or ChatToolChoiceKind.Named ? null : _request.ToolChoice,
            SharedPrefix = Round > 1 ? 0 : _request.SharedPrefix,
            Limits = _request.Limits.MaxCost is { } most ? _request.Limits with { MaxCost = Math.Max(0, most - _attempts.Sum(attempt => attempt.CountedCost ?? 0)) } : _request.Limits,
        };
    }

    /// <summary>Takes the answer of the round.</summary>
    public void Add(ChatResult answer)
    {
        _attempts.AddRange(answer.Attempts);
        _fallbacks += answer.FallbackCount;
        _usage = _usage is null ? answer.Usage : Sum(_usage, answer.Usage);
        _firstToken ??= _timeProvider.GetElapsedTime(_startedAt, _roundStartedAt) + answer.TimeToFirstToken;
        _warnings.AddRange(answer.Warnings.Where(warning => !_warnings.Contains(warning)));
    }

    /// <summary>Takes the runs of the tools that an answer asked for, in the order of its calls.</summary>
    public void Add(ChatResult answer, IReadOnlyList<ChatToolRun> runs)
    {
        _runs.AddRange(runs.Where((run, place) => !runs.Take(place).Any(earlier => ReferenceEquals(earlier, run))));
        _messages.Add(answer.Conversation[answer.Conversation.Count - 1]);
        _messages.Add(ChatMessage.Tool([.. runs.Select((run, place) => new ChatToolResult(answer.ToolCalls[place].Id, run.Result) { IsError = run.IsError })]));
    }

    /// <summary>The last answer, with what all rounds came to.</summary>
    public ChatResult Whole(ChatResult last)
    {
        var cost = CallResult.CostOf(_attempts);
        return Round == 1 ? last : last with
        {
            Attempts = [.. _attempts],
            FallbackCount = _fallbacks,
            Usage = _usage!,
            Cost = cost,
            CostReason = cost is null ? CallResult.ReasonOf(_attempts.First(attempt => attempt.Cost is null)) : null,
            Latency = _timeProvider.GetElapsedTime(_startedAt),
            TimeToFirstToken = _firstToken,
            Warnings = [.. _warnings],
            ToolRuns = [.. _runs],
        };
    }

    /// <summary>The error of a round, with what all rounds came to.</summary>
    public ChatException Failed(HolySheepException fault)
    {
        var chat = fault as ChatException;
        return Error(fault.Code, chat?.Kind ?? OutcomeKind.BadRequest, $"Round {Round} of the conversation with tools failed. {fault.Message}", fault.Hint, chat, fault.InnerException);
    }

    /// <summary>The error of an answer that asks for more tools than may be run.</summary>
    public ChatException OutOfRounds(ChatResult last, int most) => Error(
        ErrorCode.ToolRoundsExceeded, OutcomeKind.BadRequest,
        $"After {most} {(most == 1 ? "round" : "rounds")} of tool calls the model still asks for tools ({string.Join(", ", last.ToolCalls.Select(call => call.Name).Distinct())}), so there is no answer.",
        $"Allow more rounds with {CommandHint.Option("MaxToolRounds")}, or ask for less at once. The error's ToolRuns list what was run.", Told(last), null);

    /// <summary>The error of an answer whose tool calls the token limit may have cut.</summary>
    public ChatException CutCalls(ChatResult last) => Error(
        ErrorCode.OutputLimit, OutcomeKind.BadRequest,
        "The token limit ended the answer in its tool calls, so they were not run.",
        $"Raise the token limit ({CommandHint.Option("MaxTokens")}).", Told(last), null);

    private static ChatException Told(ChatResult last) => new(ErrorCode.OutputLimit, OutcomeKind.BadRequest, "")
    {
        Provider = last.Provider,
        RequestId = last.RequestId,
        PartialContent = last.Content.Length > 0 ? last.Content : null,
        CallId = last.CallId,
        Cost = 0,
    };

    private ChatException Error(string code, OutcomeKind kind, string message, string? hint, ChatException? last, Exception? inner) => new(code, kind, message, hint, inner)
    {
        Status = last?.Status,
        Provider = last?.Provider,
        RequestId = last?.RequestId,
        PartialContent = last?.PartialContent,
        Attempts = [.. _attempts, .. last?.Attempts ?? []],
        RetryAt = last?.RetryAt,
        Cost = CallResult.CostOf([.. _attempts, .. last?.Attempts ?? []]),
        CallId = last?.CallId,
        ToolRuns = [.. _runs],
    };

    private static ChatUsage Sum(ChatUsage one, ChatUsage other) => new()
    {
        PromptTokens = one.PromptTokens + other.PromptTokens,
        CachedTokens = one.CachedTokens + other.CachedTokens,
        CacheWriteTokens = one.CacheWriteTokens + other.CacheWriteTokens,
        HourCacheWriteTokens = one.HourCacheWriteTokens + other.HourCacheWriteTokens,
        CompletionTokens = one.CompletionTokens + other.CompletionTokens,
        ReasoningTokens = one.ReasoningTokens + other.ReasoningTokens,
        StatedCost = one.StatedCost + other.StatedCost,
        OtherCharge = one.OtherCharge ?? other.OtherCharge,
        IsFlex = one.IsFlex && other.IsFlex,
        IsBatch = one.IsBatch && other.IsBatch,
        Estimated = one.Estimated || other.Estimated,
    };
}
