using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Planning;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Answers;

/// <summary>Builds an answer from one completion or from its chunks.</summary>
/// <param name="target">The target that answers; null if the provider data names no target.</param>
/// <param name="showsTools">Whether pieces of tool calls are shown as they come.</param>
/// <param name="conversation">The messages that are answered; null means none.</param>
internal sealed class AnswerBuilder(RouteCandidate? target = null, bool showsTools = false, IReadOnlyList<ChatMessage>? conversation = null)
{
    private readonly TextParts _text = new();
    private readonly TextParts _reasoning = new();
    private readonly TextParts _refusal = new();
    private readonly ToolCallList _tools = new(conversation);
    private readonly AnswerExtras _extras = new();
    private readonly List<string> _warnings = [];
    private AnswerBlocks? _blocks;
    private TokenCounts? _counts;
    private List<string>? _reasoningData;
    private List<ChatCitation>? _citations;
    private string? _finishWord;
    private string? _finishDetail;
    private bool _hasContent;
    private bool _hasOther;
    private bool _hasOwnWork;
    private string? _id;
    private string? _model;
    private double? _created;

    /// <summary>The finish reason so far; null if none came.</summary>
    public FinishReason? Finish { get; private set; }

    /// <summary>The token counts; null if the provider has counted nothing yet.</summary>
    public ChatUsage? Usage { get; private set; }

    /// <summary>Characters of all pieces so far.</summary>
    public long Length { get; private set; }

    /// <summary>True if the arguments of a tool call have begun and are not whole JSON.</summary>
    public bool EndsWithinCall => _tools.HasOpenArguments;

    // A refusal is the text until another text comes, so that the shown text and the result are the same.
    private bool IsRefusal => !_hasContent && !_refusal.IsEmpty;

    private bool EndsAtLimit => Finish?.End == AnswerEnd.Length;

    public AnswerSoFar SoFar => new(_text.OrNull, Generated());

    /// <summary>Adds a warning, once; null adds none.</summary>
    public void Warn(string? warning)
    {
        if (warning is not null && !_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>Adds what the caller should know of the request.</summary>
    public void Warn(WireNotes? notes)
    {
        for (var place = 0; place < notes?.All.Count; place++)
        {
            Warn(notes.All[place]);
        }
    }

    /// <summary>Adds a completion or a chunk; returns what it added.</summary>
    /// <param name="chunk">What was read.</param>
    /// <param name="shown">Whether the caller has seen text of this answer, so that it cannot be taken back.</param>
    public AnswerProgress Add(AnswerChunk chunk, bool shown = false)
    {
        _tools.AnswerId = _id ??= chunk.Id;
        _model = string.IsNullOrEmpty(chunk.Model) ? _model : chunk.Model;
        _created ??= chunk.Created;
        Count(chunk);
        _hasOther |= chunk.HasOther;
        _hasOwnWork |= chunk.HasOwnWork;
        var finish = FinishReasons.Find(chunk.FinishReason);
        if (Later(Finish, finish) is var later && later != (object?)Finish)
        {
            (Finish, _finishWord) = (later, chunk.FinishReason!.Trim());
        }

        _finishDetail = string.IsNullOrEmpty(chunk.FinishDetail) ? _finishDetail : chunk.FinishDetail;

        Length += (chunk.Delta?.Length ?? 0) + (chunk.Message?.Length ?? 0);
        if (chunk.Delta is { IsEmpty: false } || chunk.Message is null)
        {
            return chunk.Delta is { } delta ? AddPiece(delta, isMarked: finish is not null) : AnswerProgress.None;
        }

        return AddMessage(chunk.Message, isWhole: chunk.IsCompletion || finish is not null, shown);
    }

    /// <summary>Takes what a completion or a chunk says of its cost, which a failure may say too.</summary>
    public void Count(AnswerChunk chunk)
    {
        Usage = chunk.Counts is { } counts ? (_counts = counts.Over(_counts)).ToUsage() : UsageMerge.Of(Usage, chunk.Usage);
        _extras.Add(chunk);
        Usage = _extras.Charged(Usage);
    }

    /// <summary>Ends the texts; returns what was held back of them.</summary>
    public AnswerProgress End()
    {
        var refusal = _refusal.Finish();
        var text = _text.Finish();
        var told = Told();
        if (told is not null)
        {
            _tools.Finish(told, EndsAtLimit);
        }

        var isRefusal = IsRefusal && text.Length == 0;
        return new AnswerProgress(_reasoning.Finish(), isRefusal ? _text.Append(refusal) : text, Tool: false, Any: false, told) { IsRefusal = IsRefusal };
    }

    public ProviderAnswer ToAnswer(int status, string? requestId, long? firstTextAt)
    {
        if (Finish?.Warning is { } warning)
        {
            Warn(warning);
        }

        var calls = _tools.ToCalls(Wrap, EndsAtLimit);
        var finish = calls.Count > 0 && Finish is { End: AnswerEnd.Stop, Warning: null } ? FinishReasons.ToolCalls : Finish;
        return new ProviderAnswer
        {
            Content = _text.OrNull ?? "",
            Reasoning = _reasoning.OrNull,
            ReasoningData = _reasoningData is null ? null : Wrap(string.Join("\n", _reasoningData)),
            Refusal = _refusal.OrNull,
            ToolCalls = calls,
            Parts = _blocks?.ToParts(calls, Wrap),
            End = finish?.End ?? AnswerEnd.Stop,
            FinishReason = finish?.Word,
            FinishReasonRaw = _finishWord,
            FinishDetail = _finishDetail,
            Citations = _citations ?? [],
            Extra = _extras.ToMembers(),
            Pictures = _extras.Pictures,
            HasOther = _hasOther,
            HasOwnWork = _hasOwnWork,
            Usage = Usage,
            OtherCharge = _extras.OtherCharge,
            ModelReported = _model,
            Id = _id,
            Created = _created is > 0 and < 1e11 ? DateTimeOffset.FromUnixTimeSeconds((long)_created) : null,
            RequestId = requestId,
            Status = status,
            FirstTextAt = firstTextAt,
            Warnings = _warnings,
        };
    }

    private AnswerProgress AddPiece(MessagePiece piece, bool isMarked)
    {
        if (piece.IsWhole)
        {
            piece = (_blocks ??= new AnswerBlocks()).Rest(piece);
        }

        if (piece is { DataOrToolCalls: { } data, Block: { } block } && _blocks?.HoldsData(block) == true)
        {
            piece = new MessagePiece { Block = block, ReasoningData = data };
        }

        var reasoning = _reasoning.Add(piece.Reasoning, isMarked);
        _hasContent |= !string.IsNullOrEmpty(piece.Content);
        var text = _text.Add(piece.Content, isMarked);
        var refusal = _refusal.Add(piece.Refusal, isMarked);
        TakeAside(piece);
        if (HasBlocks(piece))
        {
            (_blocks ??= new AnswerBlocks()).Add(piece);
        }

        List<ChatToolCallDelta>? told = null;
        if (piece.ToolCalls is not null)
        {
            _tools.Add(piece.ToolCalls, told = Told(), piece.IsWhole);
        }

        return new AnswerProgress(reasoning, IsRefusal ? _text.Append(refusal) : text, piece.ToolCalls is not null && !_tools.IsEmpty, !piece.IsEmpty, told) { IsRefusal = IsRefusal };
    }

    /// <summary>Adds a message instead of a delta: the whole answer, which never duplicates earlier pieces, or one more piece of it.</summary>
    private AnswerProgress AddMessage(MessagePiece message, bool isWhole, bool shown)
    {
        var reasoning = TakeWhole(_reasoning, message.Reasoning, isWhole, shown);
        _hasContent |= !string.IsNullOrEmpty(message.Content);
        var text = _hasContent ? TakeWhole(_text, message.Content, isWhole, shown) : "";
        if (!string.IsNullOrEmpty(message.Refusal))
        {
            text = _hasContent ? text : TakeWhole(_text, message.Refusal, isWhole, shown);
            TakeWhole(_refusal, message.Refusal, isWhole, shown: false);
        }

        if (isWhole && message.ReasoningData is not null)
        {
            _reasoningData = null;
        }

        TakeAside(message);
        if (HasBlocks(message))
        {
            (_blocks ??= new AnswerBlocks()).Replace(message);
        }

        var told = message.ToolCalls is { Count: > 0 } calls ? TakeCalls(calls, isWhole, shown) : null;
        return new AnswerProgress(reasoning, text, message.ToolCalls is not null && !_tools.IsEmpty, !message.IsEmpty, told) { IsRefusal = IsRefusal };
    }

    private List<ChatToolCallDelta>? TakeCalls(List<ToolCallPiece> calls, bool isWhole, bool shown)
    {
        var told = Told();
        if (!isWhole)
        {
            _tools.Add(calls, told);
        }
        else if (!(showsTools && shown) || _tools.IsEmpty)
        {
            _tools.Replace(calls, told);
        }
        else if (_tools.Differs(calls))
        {
            Warn("The provider gave its tool calls again at the end, in other words; they are what was shown.");
        }

        return told;
    }

    /// <summary>Takes what goes with a piece and is not shown: opaque data and sources.</summary>
    private void TakeAside(MessagePiece piece)
    {
        if (piece.ReasoningData is { } data && (_reasoningData is null || _reasoningData[_reasoningData.Count - 1] != data))
        {
            (_reasoningData ??= []).Add(data);
        }

        if (piece.Citations is { } citations)
        {
            _citations ??= [];
            _citations.AddRange(citations.Where(citation => !_citations.Contains(citation)));
        }
    }

    private List<ChatToolCallDelta>? Told() => showsTools ? [] : null;

    private static bool HasBlocks(MessagePiece piece) => piece.Block is not null || piece.Blocks is not null;

    private ProviderData? Wrap(string data) => target is null ? null : new ProviderData(target.Provider, target.Model, data);

    private string TakeWhole(TextParts parts, string? whole, bool isWhole, bool shown)
    {
        if (string.IsNullOrEmpty(whole))
        {
            return "";
        }

        if (parts.Continue(whole!) is { } rest)
        {
            return rest;
        }

        if (!isWhole)
        {
            return parts.Add(whole);
        }

        if (!shown)
        {
            parts.Replace(whole!);
        }
        else if (parts.Differs(whole!))
        {
            Warn("The provider gave its whole answer again at the end, in other words; the answer is what was shown.");
        }

        return "";
    }

    private string? Generated()
    {
        var refusal = _hasContent ? _refusal.OrNull : null;
        return string.Concat(_reasoning.OrNull, refusal, _text.OrNull, _tools.ToString()) is { Length: > 0 } text ? text : null;
    }

    /// <summary>The last reason wins, unless an earlier one says that the reply is not an answer.</summary>
    private static FinishReason? Later(FinishReason? before, FinishReason? now) =>
        now is null || before?.End is AnswerEnd.Cut or AnswerEnd.ContentFilter or AnswerEnd.Refused ? before : now;
}
