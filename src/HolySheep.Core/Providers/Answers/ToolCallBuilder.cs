using System;
using System.Text.Json;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Answers;

/// <summary>Builds one tool call from its pieces.</summary>
internal sealed class ToolCallBuilder(int index)
{
    // A name that grows without end is not a name.
    private const int LongestName = 1024;
    private const string NoArguments = "{}";

    private readonly TextParts _arguments = new();

    // An empty object may stand before the arguments in place of nothing: it is told once something else says that it is one.
    private bool _holdsEmptyObject;
    private string? _data;

    public int Index { get; } = index;

    /// <summary>The id that the provider gave; empty if it gave none.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The id that the caller knows, which never changes again; null if it was not told yet.</summary>
    public string? ToldId { get; set; }

    public string Name { get; private set; } = "";

    /// <summary>The id by which the wire's events name the call; null if there is none.</summary>
    public string? ItemId { get; private set; }

    /// <summary>True if the arguments have begun and are not whole JSON.</summary>
    public bool HasOpenArguments => _arguments.OrNull is { } arguments && !string.IsNullOrWhiteSpace(arguments) && !IsJson(arguments);

    /// <summary>True if the arguments are a complete object, so that nothing can follow.</summary>
    private bool IsWhole => _arguments.OrNull is { } arguments && IsObject(arguments);

    private bool IsBlank => string.IsNullOrWhiteSpace(_arguments.OrNull);

    /// <summary>Whether a piece begins another call although it has the same index.</summary>
    public bool IsAnother(ToolCallPiece piece)
    {
        if (!string.IsNullOrEmpty(piece.Id) && Id.Length > 0)
        {
            return piece.Id != Id || (!string.IsNullOrEmpty(piece.Name) && IsWhole && !Repeats(piece));
        }

        return !string.IsNullOrEmpty(piece.Name) && Name.Length > 0 && IsWhole && !Repeats(piece);
    }

    /// <summary>Whether another call has the same name and arguments.</summary>
    public bool Says(ToolCallBuilder other) => Name == other.Name && _arguments.OrNull == other._arguments.OrNull;

    /// <summary>Adds a piece; returns what can be shown of its arguments.</summary>
    public string Add(ToolCallPiece piece)
    {
        _data = piece.Data ?? _data;
        if (Repeats(piece))
        {
            return "";
        }

        Id = string.IsNullOrEmpty(piece.Id) ? Id : piece.Id!;
        ItemId = piece.ItemId ?? ItemId;
        if (piece.Name != Name && Name.Length < LongestName)
        {
            Name += piece.Name;
        }

        if (_arguments.Length == 2 && _arguments.OrNull == NoArguments && piece.Arguments?.TrimStart().StartsWith("{", StringComparison.Ordinal) == true)
        {
            _holdsEmptyObject = false;
            _arguments.Replace(piece.Arguments);
            return _arguments.OrNull ?? "";
        }

        if (_arguments.IsEmpty && piece.Arguments == NoArguments)
        {
            _holdsEmptyObject = true;
            _arguments.Append(piece.Arguments);
            return "";
        }

        return TakeHeld() + _arguments.Append(piece.Arguments);
    }

    /// <summary>Adds what a whole call says beyond the pieces so far; returns what can be shown of its arguments.</summary>
    public string AddWhole(ToolCallPiece whole)
    {
        if (_arguments.IsEmpty || _arguments.OrNull == NoArguments)
        {
            return Add(whole);
        }

        return Add(whole with { Arguments = null }) + (string.IsNullOrEmpty(whole.Arguments) ? "" : _arguments.Continue(whole.Arguments!) ?? "");
    }

    /// <summary>Ends the arguments; returns what can be shown of what was held back, and an empty object if none came.</summary>
    /// <param name="isCut">Whether the arguments may be missing because the answer was cut.</param>
    public string Finish(bool isCut)
    {
        var rest = TakeHeld() + _arguments.Finish();
        return isCut || !IsBlank ? rest : rest + _arguments.Append(NoArguments);
    }

    /// <summary>The call as it is now.</summary>
    /// <param name="wrap">Names the target in what the provider wants back.</param>
    /// <param name="id">The id that the caller knows.</param>
    /// <param name="isCut">Whether the arguments may be missing because the answer was cut.</param>
    public ChatToolCall ToCall(Func<string, ProviderData?> wrap, string id, bool isCut)
    {
        _arguments.Finish();
        return new ChatToolCall(CharacterJoiner.Whole(id), CharacterJoiner.Whole(Name), IsBlank && !isCut ? NoArguments : _arguments.OrNull ?? "") { ProviderData = _data is null ? null : wrap(_data) };
    }

    /// <summary>The model's text of the call.</summary>
    public override string ToString() => Name + _arguments.OrNull;

    /// <summary>Whether a piece repeats the whole call.</summary>
    private bool Repeats(ToolCallPiece piece) =>
        Name.Length > 0 && piece.Name == Name && (string.IsNullOrEmpty(piece.Id) || piece.Id == Id) && piece.Arguments is { Length: > 0 } arguments && arguments.Length == _arguments.Length && arguments == _arguments.OrNull;

    private string TakeHeld()
    {
        var held = _holdsEmptyObject ? NoArguments : "";
        _holdsEmptyObject = false;
        return held;
    }

    private static bool IsObject(string text) => text.TrimStart().StartsWith("{", StringComparison.Ordinal) && text.TrimEnd().EndsWith("}", StringComparison.Ordinal) && IsJson(text);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
