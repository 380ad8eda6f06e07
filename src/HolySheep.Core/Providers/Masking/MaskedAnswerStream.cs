using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Configuration.Masking;
using HolySheep.Failures;

namespace HolySheep.Providers.Masking;

/// <summary>An answer that arrives in pieces, without keys, including keys that are split over pieces.</summary>
internal sealed class MaskedAnswerStream(IAnswerStream stream, SecretMask mask) : IAnswerStream
{
    private readonly StreamMask _text = new(mask);
    private readonly StreamMask _reasoning = new(mask);
    private readonly Dictionary<int, (StreamMask Arguments, ChatToolCallDelta Last)> _calls = [];
    private readonly MaskedEvents? _events = stream.IsPassedOn ? new MaskedEvents(mask) : null;
    private AnswerPiece? _queued;
    private ProviderAnswer? _answer;
    private Failure? _failure;
    private bool _ended;
    private bool _isRefusal;

    public ProviderAnswer? Answer => _answer ??= stream.Answer?.Masked(mask) is { } answer ? answer with { LastEvents = answer.LastEvents is { } last ? _events?.End(last) : null } : null;

    public Failure? Failure => _failure ??= stream.Failure?.Masked(mask);

    public string? RequestId => stream.RequestId;

    public bool IsPassedOn => stream.IsPassedOn;

    public AnswerSoFar SoFar => stream.SoFar is var soFar ? soFar with { Content = mask.MaskAnswer(soFar.Content) } : default;

    public void Attach(CancellationToken caller) => stream.Attach(caller);

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    public async ValueTask<AnswerPiece?> ReadAsync()
    {
        if (_queued is { } queued)
        {
            _queued = null;
            return Released(queued);
        }

        if (!_ended)
        {
            if (await stream.ReadAsync().ConfigureAwait(false) is { } piece)
            {
                return Mask(piece);
            }

            _ended = true;
        }

        return (RestOf(_reasoning, ChatUpdateKind.Reasoning) ?? RestOf(_text, ChatUpdateKind.Text) ?? RestOfCalls()) is { } rest ? Released(rest) : null;
    }

    /// <summary>The part of a piece that may be shown now; its text is empty if all of it is held back.</summary>
    public AnswerPiece Mask(AnswerPiece piece)
    {
        var masked = MaskedOf(piece);
        return masked with { Events = _events?.Take(piece.Events, LengthOf(piece), LengthOf(masked)) };
    }

    private AnswerPiece MaskedOf(AnswerPiece piece)
    {
        if (piece.ToolCall is { } delta)
        {
            return piece with { ToolCall = Mask(delta) };
        }

        if (piece.Text.Length == 0)
        {
            return piece;
        }

        var reasons = piece.Kind == ChatUpdateKind.Reasoning;
        _isRefusal = reasons ? _isRefusal : piece.IsRefusal;
        var shown = piece with { Text = (reasons ? _reasoning : _text).Add(piece.Text) };

        // No key is split between reasoning and answer: what was held back of one precedes the other.
        if (RestOf(reasons ? _text : _reasoning, reasons ? ChatUpdateKind.Text : ChatUpdateKind.Reasoning) is not { } rest)
        {
            return shown;
        }

        _queued = shown;
        return rest;
    }

    private AnswerPiece Released(AnswerPiece piece) => piece with { Events = _events?.Take(null, 0, LengthOf(piece)) };

    private static int LengthOf(AnswerPiece piece) => piece.ToolCall?.Arguments.Length ?? piece.Text.Length;

    private ChatToolCallDelta Mask(ChatToolCallDelta delta)
    {
        delta = delta with { Id = mask.Mask(delta.Id), Name = mask.Mask(delta.Name) };
        var arguments = _calls.TryGetValue(delta.Index, out var known) ? known.Arguments : new StreamMask(mask);
        _calls[delta.Index] = (arguments, delta);
        return delta with { Arguments = delta.Arguments.Length == 0 ? "" : arguments.Add(delta.Arguments) };
    }

    private AnswerPiece? RestOfCalls()
    {
        foreach (var call in _calls.Values)
        {
            if (call.Arguments.Rest() is { Length: > 0 } rest)
            {
                return new AnswerPiece(ChatUpdateKind.ToolCall, "", call.Last with { Arguments = rest });
            }
        }

        return null;
    }

    private AnswerPiece? RestOf(StreamMask held, ChatUpdateKind kind) => held.Rest() is { Length: > 0 } rest ? new AnswerPiece(kind, rest) { IsRefusal = _isRefusal && kind == ChatUpdateKind.Text } : null;
}
