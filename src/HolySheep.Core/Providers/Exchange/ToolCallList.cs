using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;

namespace HolySheep.Providers.Exchange;

/// <summary>Builds the tool calls of an answer, whatever a provider does with places and ids.</summary>
internal sealed class ToolCallList
{
    /// <summary>More are not read.</summary>
    public const int MostCalls = 1024;

    private readonly List<ToolCallBuilder> _calls = [];

    public bool IsEmpty => _calls.Count == 0;

    /// <summary>Adds pieces; a new id, or a name after arguments that are whole, begins a new call.</summary>
    public void Add(List<ToolCallPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            if ((Find(piece) ?? Begin(piece)) is { } call)
            {
                call.Add(piece);
            }
        }
    }

    /// <summary>Takes the calls of a whole message in place of the pieces.</summary>
    public void Replace(List<ToolCallPiece> pieces)
    {
        _calls.Clear();
        Add(pieces);
    }

    public IReadOnlyList<ChatToolCall> ToCalls() =>
        _calls.Count == 0 ? [] : _calls.OrderBy(call => call.Index).Select(call => call.ToCall()).Where(call => call.Name.Length > 0).ToList();

    public override string ToString() => string.Concat(_calls);

    /// <summary>The call that a piece continues; null if it begins one.</summary>
    private ToolCallBuilder? Find(ToolCallPiece piece)
    {
        if (piece.Index is not { } index)
        {
            var same = string.IsNullOrEmpty(piece.Id) ? _calls.LastOrDefault() : _calls.LastOrDefault(call => call.Id == piece.Id);
            return same is null || same.IsAnother(piece) ? null : same;
        }

        // Interleaved calls may share a place and differ in their ids alone.
        var there = _calls.Where(call => call.Index == index).ToList();
        var known = string.IsNullOrEmpty(piece.Id) ? null : there.LastOrDefault(call => call.Id == piece.Id);
        var last = known ?? there.LastOrDefault();
        return last is null || last.IsAnother(piece) ? null : last;
    }

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
