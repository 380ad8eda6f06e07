using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Answers;

/// <summary>Builds the tool calls of an answer, however a provider uses indexes and ids.</summary>
/// <param name="conversation">The messages that are answered, whose ids of calls no whole call gets again; null means none.</param>
internal sealed class ToolCallList(IReadOnlyList<ChatMessage>? conversation = null)
{
    /// <summary>The maximum number of calls; others are ignored.</summary>
    public const int MostCalls = 1024;

    // Ids that vendors refuse as too long are longer than 40 characters.
    private const int LongestOfAnswer = 24;

    private readonly List<ToolCallBuilder> _calls = [];

    // Of whole calls and of the conversation; most answers have none.
    private HashSet<string>? _ids;

    /// <summary>The id of the answer, which becomes a part of the ids of calls without one; null if it has none.</summary>
    public string? AnswerId { get; set; }

    public bool IsEmpty => _calls.Count == 0;

    /// <summary>True if the arguments of a call have begun and are not whole JSON.</summary>
    public bool HasOpenArguments => _calls.Exists(call => call.HasOpenArguments);

    /// <summary>Adds pieces; a new id, or a name after complete arguments, begins a new call.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="told">Takes what can be shown of them; null if nothing is shown.</param>
    /// <param name="areWhole">Whether each says its call whole, so that only another id begins another of the same index.</param>
    public void Add(List<ToolCallPiece> pieces, List<ChatToolCallDelta>? told, bool areWhole = false)
    {
        foreach (var piece in pieces)
        {
            var known = areWhole ? FindSaid(piece) : piece.IsWhole ? null : Find(piece);
            if ((known ?? Begin(piece)) is { } call)
            {
                var shown = areWhole ? call.AddWhole(piece) : call.Add(piece.IsWhole ? piece with { Id = FreeId(piece.Id) } : piece);
                if (known is null || shown.Length > 0)
                {
                    told?.Add(Delta(call, shown));
                }
            }
        }
    }

    /// <summary>Replaces the pieces with the calls of a whole message.</summary>
    public void Replace(List<ToolCallPiece> pieces, List<ChatToolCallDelta>? told)
    {
        _calls.Clear();
        _ids = null;
        Add(pieces, told);
    }

    /// <summary>Ends the calls: adds what was held back of them to what can be shown.</summary>
    /// <param name="told">Takes it.</param>
    /// <param name="isCut">Whether the answer was cut, in its last call if it ends with one.</param>
    public void Finish(List<ChatToolCallDelta> told, bool isCut)
    {
        foreach (var call in _calls)
        {
            if (call.Finish(IsCut(call, isCut)) is { Length: > 0 } rest)
            {
                told.Add(Delta(call, rest));
            }
        }
    }

    /// <summary>Whether the calls of a whole message are others than these.</summary>
    public bool Differs(List<ToolCallPiece> pieces)
    {
        var others = new ToolCallList();
        others.Add(pieces, told: null);
        return !others.ToCalls(static _ => null).Select(call => (call.Name, call.Arguments)).SequenceEqual(ToCalls(static _ => null).Select(call => (call.Name, call.Arguments)));
    }

    /// <param name="wrap">Names the target in what the provider wants back with a call.</param>
    /// <param name="isCut">Whether the answer was cut, in its last call if it ends with one.</param>
    public IReadOnlyList<ChatToolCall> ToCalls(Func<string, ProviderData?> wrap, bool isCut = false) =>
        _calls.Count == 0 ? [] : _calls.OrderBy(call => call.Index).Where(call => call.Name.Length > 0 && !IsRepeat(call)).Select(call => call.ToCall(wrap, IdOf(call), IsCut(call, isCut))).ToList();

    public override string ToString() => string.Concat(_calls);

    private ChatToolCallDelta Delta(ToolCallBuilder call, string arguments) => new(_calls.IndexOf(call), IdOf(call), call.Name, arguments);

    // Some servers send a call again.
    private bool IsRepeat(ToolCallBuilder call) => call.Id.Length > 0 && _calls.Find(earlier => earlier.Id == call.Id) is { } first && !ReferenceEquals(first, call) && first.Says(call);

    private bool IsCut(ToolCallBuilder call, bool isCut) => isCut && ReferenceEquals(call, _calls[_calls.Count - 1]);

    /// <summary>The id of a call for the caller: callers pair calls and results by it, so it is there and only once.</summary>
    private string IdOf(ToolCallBuilder call) => call.ToldId ??= call.Id.Length == 0 ? FreeId(Invented)! : Numbered(call.Id, id => _calls.Exists(other => other.ToldId == id));

    private string Invented => "call_" + new string([.. (AnswerId ?? "").Where(letter => letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9').Take(LongestOfAnswer)]);

    /// <summary>The call that a piece continues; null if it begins one.</summary>
    private ToolCallBuilder? Find(ToolCallPiece piece)
    {
        if (piece.Index is not { } index)
        {
            var same = string.IsNullOrEmpty(piece.Id) ? _calls.LastOrDefault() : _calls.LastOrDefault(call => call.Id == piece.Id);
            return same is null || same.IsAnother(piece) ? null : same;
        }

        // Interleaved calls may share an index and differ only in their ids.
        var there = _calls.FindAll(call => call.Index == index);
        var last = Named(there, piece) ?? there.LastOrDefault();
        return last is null || last.IsAnother(piece) ? null : last;
    }

    /// <summary>The call that a piece says whole; null if its pieces have not come.</summary>
    private ToolCallBuilder? FindSaid(ToolCallPiece whole)
    {
        var there = _calls.FindAll(call => call.Index == whole.Index);
        return Named(there, whole) ?? there.FindLast(call => string.IsNullOrEmpty(whole.Id) || call.Id.Length == 0);
    }

    /// <summary>The call that a piece names by one of its ids; null if it names none of them.</summary>
    private static ToolCallBuilder? Named(List<ToolCallBuilder> calls, ToolCallPiece piece) =>
        calls.FindLast(call => (!string.IsNullOrEmpty(piece.Id) && call.Id == piece.Id) || (!string.IsNullOrEmpty(piece.ItemId) && call.ItemId == piece.ItemId));

    /// <summary>The id, with the first number that makes it one of its own.</summary>
    private string? FreeId(string? id) => string.IsNullOrEmpty(id) ? id : Numbered(id!, free => !(_ids ??= Known()).Add(free));

    private static string Numbered(string id, Func<string, bool> isTaken)
    {
        var free = id;
        for (var number = 2; isTaken(free); number++)
        {
            free = $"{id}_{number}";
        }

        return free;
    }

    private HashSet<string> Known() => [.. (conversation ?? []).SelectMany(message => message.CallIds)];

    private ToolCallBuilder? Begin(ToolCallPiece piece)
    {
        if (_calls.Count == MostCalls)
        {
            return null;
        }

        var call = new ToolCallBuilder(piece.Index ?? (_calls.Count == 0 ? 0 : Math.Min(_calls.Max(known => known.Index), int.MaxValue - 1) + 1));
        _calls.Add(call);
        return call;
    }
}
