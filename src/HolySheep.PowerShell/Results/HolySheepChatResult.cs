using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;

namespace HolySheep.PowerShell.Results;

/// <summary>A complete answer with its metadata.</summary>
public sealed class HolySheepChatResult
{
    private readonly IReadOnlyList<HolySheepChatAttempt> _attempts;
    private readonly TimeSpan _latency;
    private readonly TimeSpan? _timeToFirstToken;
    private readonly IReadOnlyList<HolySheepChatMessage> _conversation;
    private readonly IReadOnlyList<HolySheepChatToolCall> _toolCalls;
    private readonly IReadOnlyList<HolySheepChatToolRun> _toolRuns;
    private readonly IReadOnlyList<HolySheepChatCitation> _citations;
    private readonly IDictionary<string, string> _extra;
    private readonly IReadOnlyList<string> _warnings;
    private readonly object? _object;
    private readonly object? _inputObject;

    internal HolySheepChatResult(ChatResult result, object? inputObject, object? structured)
    {
        // A loop of calls makes one for each: the members are looked up once, and lists that have items in every answer are made when a script reads them.
        var members = NestedMember.Of(this);
        Content = result.Content;
        Model = result.Model;
        ModelUsed = result.ModelUsed;
        ModelReported = result.ModelReported;
        Provider = result.Provider;
        AttemptCount = result.AttemptCount;
        FallbackCount = result.FallbackCount;
        _attempts = members.Show(nameof(Attempts), new ResultList<HolySheepChatAttempt>(new LateItems<HolySheepChatAttempt>(result.Attempts.Select(attempt => new HolySheepChatAttempt(attempt)))));
        Usage = new HolySheepChatUsage(result.Usage);
        Cost = result.Cost;
        CostReason = result.CostReason;
        _latency = members.Show(nameof(Latency), result.Latency);
        _timeToFirstToken = members.Show(nameof(TimeToFirstToken), result.TimeToFirstToken);
        FinishReason = result.FinishReason;
        FinishReasonRaw = result.FinishReasonRaw;
        Id = result.Id;
        RequestId = result.RequestId;
        CallId = result.CallId;
        CachedAt = result.CachedAt;
        Created = result.Created;
        _conversation = members.Show(nameof(Conversation), new ResultList<HolySheepChatMessage>(new LateItems<HolySheepChatMessage>(result.Conversation.Select(message => new HolySheepChatMessage(message)))));
        _object = members.Show(nameof(Object), structured);
        _inputObject = members.Show(nameof(InputObject), inputObject);
        Reasoning = result.Reasoning;
        Refusal = result.Refusal;
        _toolCalls = members.Show(nameof(ToolCalls), new ResultList<HolySheepChatToolCall>(result.ToolCalls.Select(call => new HolySheepChatToolCall(call))));
        _toolRuns = members.Show(nameof(ToolRuns), new ResultList<HolySheepChatToolRun>(result.ToolRuns.Select(run => new HolySheepChatToolRun(run))));
        _citations = members.Show(nameof(Citations), new ResultList<HolySheepChatCitation>(result.Citations.Select(citation => new HolySheepChatCitation(citation))));
        _extra = members.Show(nameof(Extra), new ResultTable(result.Extra));
        _warnings = members.Show(nameof(Warnings), new ResultList<string>(result.Warnings));
    }

    /// <summary>The answer.</summary>
    public string Content { get; }

    /// <summary>The requested model.</summary>
    public string Model { get; }

    /// <summary>The model id that was sent to the answering target.</summary>
    public string ModelUsed { get; }

    /// <summary>The provider's own name of the model; null if it gave none.</summary>
    public string? ModelReported { get; }

    /// <summary>The provider that answered.</summary>
    public string Provider { get; }

    /// <summary>The number of attempts, including the answering one.</summary>
    public int AttemptCount { get; }

    /// <summary>The targets that failed before the answering one.</summary>
    public int FallbackCount { get; }

    /// <summary>Every attempt, in order.</summary>
    public string Attempts => NestedMember.Text(_attempts)!;

    /// <summary>The answer's tokens.</summary>
    public HolySheepChatUsage Usage { get; }

    /// <summary>The cost of all attempts in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>Why the cost is null.</summary>
    public string? CostReason { get; }

    /// <summary>From the call's start to the whole answer.</summary>
    public string Latency => NestedMember.Text(_latency)!;

    /// <summary>From the call's start to the first text; null if the answer was not streamed.</summary>
    public string? TimeToFirstToken => NestedMember.Text(_timeToFirstToken);

    /// <summary>Why the model stopped; null only if the provider gave no reason.</summary>
    public string? FinishReason { get; }

    /// <summary>The provider's own word for why the model stopped, null if it gave none.</summary>
    public string? FinishReasonRaw { get; }

    /// <summary>The provider's id of the completion.</summary>
    public string? Id { get; }

    /// <summary>The provider's id of the request.</summary>
    public string? RequestId { get; }

    /// <summary>The id under which the ledger keeps the call, for <c>Get-HolySheepCall</c>; null if no ledger is kept.</summary>
    public string? CallId { get; }

    /// <summary>When the answer was kept that this call was given again, without asking a provider; null if one was asked.</summary>
    public DateTimeOffset? CachedAt { get; }

    /// <summary>When the answer was created.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>The messages and the answer; piping the result into the next call continues it.</summary>
    public string Conversation => NestedMember.Text(_conversation)!;

    /// <summary>The answer as an object, if a JSON schema was given.</summary>
    public string? Object => _object is null ? null : Content;

    /// <summary>The pipeline input that the answer is for; null if there was none.</summary>
    public object? InputObject => NestedMember.Flat(_inputObject);

    internal object? PipedInput => _inputObject;

    internal IEnumerable<ChatMessage> Messages => _conversation.Select(message => message.Message);

    /// <summary>The model's reasoning, if the provider shows it.</summary>
    public string? Reasoning { get; }

    /// <summary>The model's own words if it declined, otherwise null; it is the content too.</summary>
    public string? Refusal { get; }

    /// <summary>The tool calls that the model requests.</summary>
    public string ToolCalls => NestedMember.Text(_toolCalls)!;

    /// <summary>The tool calls that were answered before this answer: what ran, and what the model was told.</summary>
    public string ToolRuns => NestedMember.Text(_toolRuns)!;

    /// <summary>Sources that the answer names.</summary>
    public string Citations => NestedMember.Text(_citations)!;

    /// <summary>Members of the provider's answer that have no property here: name to JSON text.</summary>
    public string Extra => NestedMember.Text(_extra)!;

    /// <summary>Warnings about this answer.</summary>
    public string Warnings => NestedMember.Text(_warnings)!;

    /// <summary>The answer.</summary>
    public override string ToString() => Content;
}
